// Learn: what modern slavery is, its signs by setting, what happens to a report, rights and support; short words, no scripts, neutral titles.
import type { Say } from '#base/words.ts';
import type { Kit } from '#kit/kit.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { absent, page, type Ask, type OpenRoute, type Reply } from '#kit/web/page.ts';
import { gravely } from '#kit/view/spoken.ts';
import { tellPaths } from '#kit/web/plain.ts';
import { easyPage } from './easy-pages.ts';
import { leafletPage } from './leaflet-pages.ts';
import { numberLink } from '#kit/view/number-link.ts';
import { emergency } from '#law/ring.ts';
import { general, settings } from './signs.ts';
import { signed } from './signing.ts';

/** `address`: where this service is found, for the leaflet. */
export function learnPages(kit: Kit, address: string): OpenRoute[] {
  const open = (path: string, why: string, words: readonly string[], act: (ask: Ask) => Reply): OpenRoute => ({
    method: 'GET',
    path,
    who: 'anyone',
    why,
    words,
    act: (ask) => Promise.resolve(act(ask)),
  });
  return [
    open('/learn', 'What modern slavery is, and where to read on', ['learn'], learn),
    open('/learn/signs', 'Signs that may be seen anywhere, and by setting', ['learn', 'signs'], signs),
    open('/learn/signs/:place', 'Signs in one setting', ['learn', 'signs'], place(kit)),
    open('/learn/next', 'What will happen if somebody reports', ['learn', 'after'], after),
    open('/learn/rights', 'Rights and support in plain words', ['learn', 'rights'], rights),
    open('/learn/easy', 'The same in short sentences with pictures', ['easy'], (ask) => easyPage(ask.say, emergency(kit.law))),
    open('/learn/leaflet', 'A leaflet to print', ['leaflet'], (ask) => leafletPage(ask.say, address, emergency(kit.law), 'leaflet')),
    open('/learn/poster', 'A poster to print', ['leaflet'], (ask) => leafletPage(ask.say, address, emergency(kit.law), 'poster')),
  ];
}

const lines = (texts: readonly string[]): Html => html`<ul class="govuk-list govuk-list--bullet">${texts.map((text) => html`<li>${text}</li>`)}</ul>`;
const words = (texts: readonly string[]): Html => html`${texts.map((text) => html`<p class="govuk-body">${text}</p>`)}`;

function learn({ say, path }: Ask): Reply {
  const title = say('learn.title', 'Learn');
  const links: readonly (readonly [string, string])[] = [
    ['/learn/signs', say('learn.signs', 'What are the signs?')],
    ['/learn/next', say('learn.next', 'What happens if I tell?')],
    ['/learn/rights', say('learn.rights', 'What can people get?')],
    ['/learn/easy', say('learn.easy', 'The same with pictures (Easy Read)')],
    ['/learn/leaflet', say('learn.leaflet', 'A leaflet to print')],
    ['/learn/poster', say('learn.poster', 'A poster to print')],
  ];
  return page(
    title,
    html`<h1 class="govuk-heading-l">${say('learn.what', 'What is modern slavery?')}</h1>
${words([
  say('learn.what.use', 'It is when someone uses a person to make money, and the person is not free to say no.'),
  say('learn.what.how', 'They may lie, hurt them, or say they will hurt their family. They may take their papers. They may say: you owe me.'),
  say('learn.what.work', 'It can be work for little or no pay. It can be sex. It can be crime, such as selling drugs. It can be work in a home.'),
  say('learn.what.who', 'It can happen to men, women and children, and to people born here.'),
  say('learn.what.child', 'A child can never say yes to it.'),
  say('learn.what.fault', 'It is not the fault of the person it is done to.'),
])}${signed(say, path)}
<ul class="nrm-doors">${links.map(([href, text]) => html`<li><a class="govuk-link" href="${href}">${text}</a></li>`)}</ul>`,
    { back: '/' },
  );
}

function signs({ say }: Ask): Reply {
  const title = say('signs.title', 'Signs');
  return page(
    title,
    html`<h1 class="govuk-heading-l">${say('signs.heading', 'What are the signs?')}</h1>
${caution(say)}<h2 class="govuk-heading-m">${say('signs.anywhere', 'Signs you may see in any place')}</h2>${lines(general(say))}
<h2 class="govuk-heading-m">${say('signs.where', 'Where are you?')}</h2>
<ul class="nrm-doors">${settings(say).map((one) => html`<li><a class="govuk-link" href="/learn/signs/${one.id}">${one.name}</a></li>`)}</ul>`,
    { back: '/learn' },
  );
}

const caution = (say: Say): Html =>
  html`<p class="govuk-body">${say('signs.caution', 'One sign may mean nothing. A few signs may mean someone needs help. You do not have to be sure.')}</p>`;

const place =
  (kit: Kit) =>
  (ask: Ask): Reply => {
    const { say } = ask;
    const here = settings(say).find((one) => one.id === ask.params['place']);
    return here
      ? page(
          here.name,
          html`<h1 class="govuk-heading-l">${here.name}</h1>${caution(say)}${lines(here.signs)}
<p class="govuk-body"><a class="govuk-link" href="/learn/signs">${say('signs.more', 'Signs you may see in any place')}</a></p>
${gravely(ask, 'do', (sure) => doNow(kit, sure))}`,
          { back: '/learn/signs' },
        )
      : absent;
  };

function doNow(kit: Kit, say: Say): Html {
  const number = emergency(kit.law);
  return html`<h2 class="govuk-heading-m">${say('do.heading', 'What to do')}</h2>${lines([
    say('do.not', 'Do not try to stop it by yourself. It may put them and you in danger.'),
    say('do.ask', 'Do not ask them in front of others.'),
    say('do.note', 'Keep in mind what you saw: the place, the time, a car.'),
  ])}
${when(number, () => html`<p class="govuk-body">${say('do.danger', 'Danger now?')} ${numberLink(say('open.ring', 'Ring {number}', { number: number ?? '' }), number ?? '')}</p>`)}
<p class="govuk-body"><a class="govuk-link" href="${tellPaths.seen}">${say('do.tell', 'Tell us what you saw')}</a></p>`;
}

function after({ say, path }: Ask): Reply {
  const title = say('after.title', 'What happens next');
  return page(
    title,
    html`<h1 class="govuk-heading-l">${say('after.heading', 'What happens if I tell?')}</h1>
<h2 class="govuk-heading-m">${say('after.saw', 'If you saw something')}</h2>
${words([
  say('after.saw.name', 'You do not have to give your name.'),
  say('after.saw.read', 'Someone reads what you wrote. They ask: is anyone in danger now?'),
  say('after.saw.pass', 'They may pass it on to the police or to the council, so that someone can help.'),
  say('after.saw.wrong', 'It is fine if you were wrong. It is good that you told.'),
])}
<h2 class="govuk-heading-m">${say('after.me', 'If it is happening to you')}</h2>
${words([
  say('after.me.first', 'First we ask if you are safe, and what would help.'),
  say('after.me.choose', 'You choose who is told. But if you may die, or if you are a child, we must tell someone who can keep you safe.'),
  say('after.me.call', 'No one rings you if you do not ask for it.'),
  say('after.me.refer', 'You can ask to be put forward for help by the state. This is called the NRM. It is your choice, if you are 18 or over.'),
  say('after.me.time', 'Then someone decides if it may be so. While they look, you can get a safe place and help.'),
])}${signed(say, path)}`,
    { back: '/learn' },
  );
}

function rights({ say, path }: Ask): Reply {
  const title = say('rights.title', 'Rights');
  return page(
    title,
    html`<h1 class="govuk-heading-l">${say('rights.heading', 'What can people get?')}</h1>
<p class="govuk-body">${say('rights.lead', 'Once someone is in the NRM, and the first answer is yes, they can get:')}</p>
${lines([
  say('rights.bed', 'a safe place to sleep, if they need one'),
  say('rights.money', 'some money to live on'),
  say('rights.doctor', 'a doctor, and someone to talk to'),
  say('rights.lawyer', 'help to find a lawyer'),
  say('rights.words', 'someone who speaks their language'),
  say('rights.worker', 'a worker who helps them'),
])}
${words([
  say('rights.time', 'For a time, they may not be sent out of the country.'),
  say('rights.police', 'They do not have to talk to the police to get help.'),
  say('rights.crime', 'If someone made them break the law, a lawyer can say so in court. That may help.'),
  say('rights.no', 'If the answer is no, they can ask for a second look. A lawyer can help.'),
  say('rights.child', 'A child is looked after by the council. A child gets help at once.'),
  say('rights.free', 'All this is free. No one may ask for money or for sex to give it.'),
])}
<p class="govuk-body"><a class="govuk-link" href="/law">${say('rights.law', 'Read the law')}</a></p>${signed(say, path)}`,
    { back: '/learn' },
  );
}
