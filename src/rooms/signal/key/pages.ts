// Where advisers renew the key of their team: proposed by one, agreed by another. The title says nothing of what it opens.
import type { Kit } from '#kit/kit.ts';
import { button, errorSummary, insetText, notificationBanner } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { advisers, heading, type LineRoom } from '#rooms/signal/desk/room.ts';
import { momentWord } from '#rooms/signal/desk/words.ts';
import { agreeRenewal, dropRenewal, keyNow, proposeRenewal, type KeyNow } from './store.ts';
import { oldPageDays } from './renewal.ts';

const who = advisers;
const path = '/helpline/key';

export function keyPages(room: LineRoom): Route[] {
  return [
    { method: 'GET', path, who, why: 'The key of one’s own team, and who proposes a new one', act: (ask) => show(room, ask) },
    { method: 'POST', path, who, stepUp: true, why: 'Propose a new key, agree to it as somebody else, or drop it', act: (ask) => does(room, ask) },
  ];
}

const find = ({ kit, helplineOf }: LineRoom, ask: Staff): Promise<KeyNow | undefined> =>
  kit.db.as(ask.actor, 'intake', (tx) => keyNow(tx, helplineOf(ask.actor).team));

async function show(room: LineRoom, ask: Staff, wrong = ''): Promise<Reply> {
  const { say } = ask;
  const key = await find(room, ask);
  const title = say('line.key.title', 'Key of the team');
  return page(
    title,
    html`${when(wrong, () => errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: [{ href: '#key', text: wrong }] }))}${when(ask.query['renewed'] === 'yes', () => notificationBanner({ text: say('line.key.renewed', 'The new key is in use. Everything that came before still opens.'), type: 'success' }))}
${heading(title)}<p class="govuk-body">${say('line.key.lead', 'What people send is sealed to this key, and advisers of your team open it. Renew it when somebody leaves who may have seen it, or if you are not sure of it.')}</p>
${key ? standing(room.kit, ask, key) : html`<p class="govuk-body">${say('line.key.none', 'There is no key yet: it is made with the first report.')}</p>`}`,
    { back: '/helpline/desk', ...(wrong ? { status: 409 } : {}) },
  );
}

function standing(kit: Kit, ask: Staff, { since, before, proposed }: KeyNow): Html {
  const { say, lang } = ask;
  return html`<p class="govuk-body">${say('line.key.since', 'In use since {day}. Older keys kept for reading: {count}.', { day: momentWord(since, lang, kit.law.zone), count: before })}</p>
<p class="govuk-body">${say('line.key.after', 'After a change, new reports, mails, calls and answers are sealed to the new key. A page that somebody has open is taken for {days} more days. An old key stays until the last report that it may open is erased. What was marked as alike before is compared anew when it is opened.', { days: oldPageDays })}</p>
${when(proposed, () => insetText({ text: proposed?.by === ask.actor.person ? say('line.key.mine', 'You proposed a new key. Somebody else of your team has to agree.') : say('line.key.theirs', 'A new key was proposed on {day}. If you agree, it is made at once.', { day: momentWord(proposed?.at ?? since, lang, kit.law.zone) }) }))}
<form method="post" action="${path}" novalidate id="key">${csrf(ask)}<div class="govuk-button-group">${buttons(ask, proposed)}</div></form>`;
}

function buttons({ say, actor }: Staff, proposed: KeyNow['proposed']): Html {
  if (!proposed) return button({ text: say('line.key.propose', 'Propose a new key'), name: 'do', value: 'propose', preventDoubleClick: true });
  const drop = button({
    text: say('line.key.drop', 'Leave the key as it is'),
    name: 'do',
    value: 'drop',
    classes: 'govuk-button--secondary',
    preventDoubleClick: true,
  });
  if (proposed.by === actor.person) return drop;
  return html`<input type="hidden" name="number" value="${proposed.number}">${button({ text: say('line.key.agree', 'Agree to a new key'), name: 'do', value: 'agree', preventDoubleClick: true })}${drop}`;
}

async function does(room: LineRoom, ask: Staff): Promise<Reply> {
  const { kit, helplineOf } = room;
  const { team, nation } = helplineOf(ask.actor);
  const { say, now } = ask;
  const key = await find(room, ask);
  const doing = field(ask.body, 'do');
  if (!key) return show(room, ask);
  const { file, proposed } = key;
  if (doing === 'propose') {
    if (proposed) return show(room, ask, say('line.key.open', 'A new key is proposed already.'));
    await kit.db.as(ask.actor, 'intake', (tx) => proposeRenewal(tx, file, now));
    return to(path);
  }
  const nothing = say('line.key.nothing', 'No new key is proposed.');
  if (!proposed) return show(room, ask, nothing);
  if (doing === 'drop') {
    await kit.db.as(ask.actor, 'intake', (tx) => dropRenewal(tx, file, proposed.number));
    return to(path);
  }
  if (doing !== 'agree') return show(room, ask);
  if (proposed.by === ask.actor.person) return show(room, ask, say('line.key.second', 'Somebody else of your team has to agree.'));
  if (field(ask.body, 'number') !== String(proposed.number)) return show(room, ask, nothing);
  const renewed = await kit.db.as(ask.actor, 'intake', (tx) => agreeRenewal(tx, team, nation, { file, number: proposed.number }, now));
  return renewed ? to(`${path}?renewed=yes`) : show(room, ask, nothing);
}
