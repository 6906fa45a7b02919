// What the second person of a negative sees: an empty page first, and both findings side by side once their own stands.
import type { Say } from '#base/words.ts';
import type { Finding } from '#journey/events.ts';
import type { CaseFile, Proposal } from '#journey/file.ts';
import { resultWord } from '#journey/progress.ts';
import { differing } from '#journey/second.ts';
import { button, insetText, textarea } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { csrf, type Staff } from '#kit/web/page.ts';
import type { Stage, Test } from '#law/law.ts';
import type { Finding as InLaw } from '#law/rule.ts';
import { findingsPanel, typedFrom, type Typed, type Writing, type Wrong } from './findings.ts';
import { reasonIds, reviewIds } from './reason-ids.ts';

export type Second = {
  readonly reference: string;
  readonly state: CaseFile;
  readonly waits: Proposal;
  readonly stage: Stage;
  readonly test: InLaw<Test>;
  /** The texts of both, by their ids. */
  readonly texts: Readonly<Record<string, string>>;
  readonly typed?: Typed;
  readonly errors: readonly Wrong[];
  /** Where they write their own. */
  readonly writing: Writing;
};

export function secondPanel(ask: Staff, of: Second): Html {
  const { waits } = of;
  const me = ask.actor.person;
  const mine = waits.reviews.some((one) => one.reviewer === me);
  if (waits.maker === me) return ownProposal(ask, of);
  if (differing(waits))
    return ask.actor.role === 'decision-manager' && !mine ? differenceFor(ask, of) : mine ? html`${bothOf(ask, of)}${differs(ask)}` : differs(ask);
  if (!mine && waits.outcome === 'negative') return emptyPage(ask, of);
  return html`${bothOf(ask, of)}${agreeOrReturn(ask, of)}`;
}

/** Nothing of what was proposed is on this page, its outcome included. */
function emptyPage(ask: Staff, { reference, state, waits, stage, test, texts, typed, errors, writing }: Second): Html {
  const { say, lang } = ask;
  const kept = typedFrom(texts, test.value, reviewIds(waits.stage, waits.round, ask.actor.person));
  return html`${insetText({ text: say('decision.review.lead', 'A colleague has made findings here. Read what is held and write down what you find yourself. Theirs is shown to you afterwards, and both are kept.') })}${findingsPanel(
    {
      say,
      lang,
      token: csrf(ask),
      action: `/case/${reference}/review`,
      stage: { id: stage.id, name: stage.name },
      round: waits.round,
      age: state.age,
      test: test.value,
      because: test.because,
      typed: typed ?? kept,
      errors,
      secondPerson: null,
      reviewing: true,
      missing: state.presence.state === 'missing',
      writing,
    },
  )}`;
}

function ownProposal(ask: Staff, of: Second): Html {
  const { say } = ask;
  return html`${finding(ask, of, { head: proposedWords(say, of.waits), findings: of.waits.findings, typed: first(of) })}
${differing(of.waits) ? differs(ask) : insetText({ text: say('decision.own', 'You made this proposal. It waits for a second person; you cannot confirm it yourself.') })}`;
}

const first = ({ texts, test, waits }: Second): Typed => typedFrom(texts, test.value, reasonIds(waits.stage, waits.round));

function proposedWords(say: Say, waits: Proposal): string {
  return waits.outcome === 'negative'
    ? say('decision.proposed-negative', 'A negative decision is proposed')
    : say('decision.proposed-positive', 'A positive decision is proposed');
}

function bothOf(ask: Staff, of: Second): Html {
  const { say } = ask;
  const reviews = of.waits.reviews.map((one) =>
    finding(ask, of, {
      head:
        one.outcome === 'negative'
          ? say('decision.review.negative', 'The second person finds: negative')
          : say('decision.review.positive', 'The second person finds: positive'),
      findings: one.findings,
      typed: typedFrom(of.texts, of.test.value, reviewIds(of.waits.stage, of.waits.round, one.reviewer)),
    }),
  );
  return html`<div class="nrm-two-findings">${finding(ask, of, { head: proposedWords(say, of.waits), findings: of.waits.findings, typed: first(of) })}${reviews}</div>`;
}

function finding(
  { say }: Staff,
  { test }: Second,
  of: { readonly head: string; readonly findings: Readonly<Record<string, Finding>>; readonly typed: Typed },
): Html {
  const word: Record<Finding, string> = {
    met: say('decision.met', 'Met'),
    'not-met': say('decision.not-met', 'Not met'),
    'not-known': say('decision.not-known', 'Not met: too little is known'),
    'not-needed': say('decision.not-needed', 'Not needed'),
  };
  return html`<section><h2 class="govuk-heading-m">${of.head}</h2>
${test.value.elements.map((element) => html`<h3 class="govuk-heading-s">${element.label}: ${word[of.findings[element.id] ?? 'not-needed']}</h3><p class="govuk-body nrm-said">${of.typed[`because.${element.id}`] ?? ''}</p>`)}</section>`;
}

const differs = ({ say }: Staff): Html =>
  insetText({ text: say('decision.differs', 'The two findings differ. A manager who made neither reads both and decides. Both stay in the record.') });

function agreeOrReturn(ask: Staff, of: Second): Html {
  const { say } = ask;
  return html`<form method="post" action="/case/${of.reference}/confirm" novalidate>${csrf(ask)}${hidden(of.waits)}${button({ text: say('decision.confirm', 'I agree: make the decision'), preventDoubleClick: true })}</form>${sendBackForm(ask, of)}`;
}

function sendBackForm(ask: Staff, { reference, waits }: Second): Html {
  const { say } = ask;
  return html`<form method="post" action="/case/${reference}/send-back" novalidate>${csrf(ask)}${hidden(waits)}${textarea({ name: 'note', id: 'note', rows: 3, label: { text: say('decision.back-why', 'If you do not agree: what should be looked at again?') } })}${button({ text: say('decision.send-back', 'Send back to the maker'), classes: 'govuk-button--secondary', preventDoubleClick: true })}</form>`;
}

/** A manager takes one of the two, or sends it back. */
function differenceFor(ask: Staff, of: Second): Html {
  const { say } = ask;
  const other = differing(of.waits);
  const take = (which: 'first' | 'second', text: string, plain: boolean): Html =>
    html`<form method="post" action="/case/${of.reference}/settle" novalidate>${csrf(ask)}${hidden(of.waits)}<input type="hidden" name="take" value="${which}">${button({ text, preventDoubleClick: true, ...(plain ? {} : { classes: 'govuk-button--secondary' }) })}</form>`;
  return html`${insetText({ text: say('decision.settle.lead', 'The two findings differ. Read both, then take one of them, or send it back. What you do stays in the record with your name.') })}${bothOf(ask, of)}
${take('second', other?.outcome === 'positive' ? say('decision.settle.positive', 'Take the second finding: positive') : say('decision.settle.second', 'Take the second finding'), true)}
${when(other, () => take('first', say('decision.settle.first', 'Take the first finding: {outcome}', { outcome: resultWord(say, of.waits.outcome).toLowerCase() }), false))}
${sendBackForm(ask, of)}`;
}

function hidden(of: Pick<Proposal, 'stage' | 'round' | 'outcome'>): Html {
  return html`<input type="hidden" name="stage" value="${of.stage}"><input type="hidden" name="round" value="${of.round}"><input type="hidden" name="outcome" value="${of.outcome}">`;
}
