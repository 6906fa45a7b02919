// The public page that says whether a status letter is true today, to whoever was shown its code, and nothing else.
import { readCheckCode } from '#base/id.ts';
import type { Day } from '#base/day.ts';
import type { Say } from '#base/words.ts';
import type { Status } from '#journey/status.ts';
import type { Kit } from '#kit/kit.ts';
import { button, details, errorSummary, input, insetText, panel } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { csrf, field, page, type Ask, type PageReply, type Route } from '#kit/web/page.ts';
import { cite } from '#law/explain.ts';
import { inForce } from '#law/rule.ts';
import { statusWords } from './letter.ts';
import { statusBehind } from './store.ts';

export function checkPages(kit: Kit): Route[] {
  return [
    {
      method: 'GET',
      path: '/check',
      who: 'anyone',
      words: ['check'],
      why: 'Somebody was shown a status letter: where to type its code',
      act: (ask) => Promise.resolve(start(ask)),
    },
    {
      method: 'POST',
      path: '/check',
      who: 'anyone',
      words: ['check'],
      why: 'Whether the letter is true today: posted, so that no code stands in an address',
      rate: 'check',
      act: (ask) => check(kit, ask),
      again: { act: (ask) => Promise.resolve(start(ask, codeIn(ask))) },
    },
  ];
}

const title = (say: Say): string => say('check.title', 'Check a letter');

function start(ask: Ask, typed = '', wrong?: string): PageReply {
  const { say } = ask;
  const form = html`<form method="post" action="/check" autocomplete="off" novalidate id="form">${csrf(ask)}${input({
    id: 'code',
    name: 'code',
    value: typed,
    label: { text: say('check.code', 'The code on the letter') },
    hint: { text: say('check.hint', 'Sixteen letters and numbers in four groups') },
    classes: 'govuk-input--width-20',
    autocomplete: 'off',
    spellcheck: false,
    ...(wrong ? { errorMessage: { text: wrong } } : {}),
  })}${button({ text: say('check.do', 'Check'), preventDoubleClick: true })}</form>`;
  return page(
    title(say),
    html`${when(wrong, () => errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: [{ href: '#code', text: wrong ?? '' }] }))}
<h1 class="govuk-heading-l">${title(say)}</h1>
<p class="govuk-body">${say('check.lead', 'Somebody has shown you a letter which says that they are in the National Referral Mechanism. Here you can see whether it is true today.')}</p>
<p class="govuk-body">${say('check.nothing-else', 'You will not see who they are or what happened to them. Please do not ask them to tell it again.')}</p>${form}`,
    { ...(wrong ? { status: 400 } : {}), form: { id: 'form', again: '/check', send: say('check.do', 'Check'), files: false } },
  );
}

const codeIn = (ask: Ask): string => field(ask.body, 'code').slice(0, 60);

async function check(kit: Kit, ask: Ask): Promise<PageReply> {
  const typed = codeIn(ask);
  const code = readCheckCode(typed);
  if (!code) return start(ask, typed, ask.say('check.wrong', 'Type the sixteen letters and numbers as they stand on the letter'));
  // One question for every code, whether it was never given, has ended or went with its record: nothing tells them apart.
  const status = await kit.db.publicly((tx) => statusBehind(tx, code));
  return status ? valid(kit, ask, status) : notValid(ask);
}

function valid(kit: Kit, ask: Ask, status: Status): PageReply {
  const { say, lang, today } = ask;
  return page(
    title(say),
    html`${panel({ titleText: say('check.valid', 'This letter is valid'), html: html`${longDay(today, lang)}` })}
<p class="govuk-body">${statusWords(say, kit.law, status)}</p>
${what(say)}${lawIn(kit, ask, status)}
<p class="govuk-body"><a class="govuk-link" href="/check">${say('check.another', 'Check another letter')}</a></p>`,
  );
}

/** What follows for whoever holds the letter in front of them. What the law gives in which nation stands on the letter itself. */
function what(say: Say): Html {
  const parts: readonly (readonly [string, string])[] = [
    [
      say('check.custody', 'In custody or before a court'),
      say(
        'check.custody.what',
        'Tell the person’s lawyer and whoever prosecutes. The law may give a defence to people who were made to commit an offence; the letter says where. The courts decide.',
      ),
    ],
    [
      say('check.removal', 'About removal from the country'),
      say('check.removal.what', 'The letter says until when removal is not allowed, and by which rule. Check it again before anything is done.'),
    ],
    [
      say('check.place', 'Housing, health, school'),
      say('check.place.what', 'Treat the person as somebody who may have been exploited. Speak to them alone, with an interpreter who does not know them.'),
    ],
    [
      say('check.housing', 'A housing office'),
      say(
        'check.housing.what',
        'Ask the support provider whether a bed is owed before anybody is sent away: its number stands on the letter. Never write down where a safe place is.',
      ),
    ],
    [
      say('check.child', 'A school, or anybody with a child in front of them'),
      say('check.child.what', 'A child is the council’s to protect today, whatever is decided later: tell its children’s team.'),
    ],
  ];
  return html`<h2 class="govuk-heading-m">${say('check.what', 'What this means for you')}</h2>
${parts.map(([head, text]) => html`<h3 class="govuk-heading-s">${head}</h3><p class="govuk-body">${text}</p>`)}
${insetText({ text: say('check.silent', 'Do not tell anybody who came with the person what this page says. That could put them in danger.') })}`;
}

/** The law as it stands today, nation by nation: the same for every letter of that status, so it says nothing of the case. */
function lawIn(kit: Kit, { say, lang, today }: Ask, status: Status): Html {
  const { law } = kit;
  const days = (of: Day): string => longDay(of, lang);
  const recovery = law.clocks['recovery-minimum']?.length;
  const lines = law.nations.map(({ code, name }) => {
    const defence = inForce(law.statutoryDefence, today, code);
    const removal = recovery && status !== 'received' ? inForce(recovery, today, code) : undefined;
    return html`<h3 class="govuk-heading-s">${name}</h3>
${removal && html`<p class="govuk-body">${say('check.law.removal', 'No removal from the country before the recovery period has ended; the day stands on the letter. {why}.', { why: cite(removal.because, say, days) })}</p>`}
<p class="govuk-body">${say('check.law.defence', 'Defence of somebody made to commit an offence:')} <span lang="en" dir="ltr">${law.statutoryDefence.inWords(defence.value)}</span> ${cite(defence.because, say, days)}.</p>`;
  });
  return details({ summaryText: say('check.law', 'The law today, in each nation'), html: html`${lines}` });
}

function notValid(ask: Ask): PageReply {
  const { say } = ask;
  return page(
    title(say),
    html`<h1 class="govuk-heading-l">${say('check.not-valid', 'This code is not valid today')}</h1>
<p class="govuk-body">${say('check.not-valid.why', 'It may have been typed differently from the letter, or a newer letter has taken its place. This does not mean that the person was not exploited.')}</p>
<p class="govuk-body">${say('check.not-valid.next', 'Check the letters and numbers. Ask the person, or who helps them, whether they have a newer letter.')}</p>
<p class="govuk-body"><a class="govuk-link" href="/check">${say('check.again', 'Type the code again')}</a></p>`,
  );
}
