// Where each role can go, and the first page: on to one's own work, or the front door.
import { rolesAtWork, type Role } from '#access/roles.ts';
import type { Say } from '#base/words.ts';
import type { Link } from '#kit/view/moj.ts';
import { to, type Ask, type PageReply, type Route } from '#kit/web/page.ts';
import { mayBeBound } from '#rooms/access/bound-pages.ts';

/** `real`: only where people sign in; practice has a list of them instead. */
type Place = { readonly href: string; readonly text: (say: Say) => string; readonly who: readonly Role[]; readonly real?: true };

/** Where each role can go; the first is its home. */
const places: readonly Place[] = [
  { href: '/referral', text: (say) => say('nav.refer', 'Refer a person'), who: ['first-responder', 'first-responder-supervisor'] },
  { href: '/referral/asked', text: (say) => say('nav.asked-to-refer', 'Asked by a helpline'), who: ['first-responder', 'first-responder-supervisor'] },
  { href: '/referral/offer', text: (say) => say('nav.offer', 'What we can take'), who: ['first-responder', 'first-responder-supervisor'] },
  { href: '/sent', text: (say) => say('nav.sent', 'What we sent'), who: ['first-responder', 'first-responder-supervisor'] },
  { href: '/desk', text: (say) => say('nav.desk', 'Your work'), who: ['decision-maker', 'decision-manager'] },
  { href: '/granted', text: (say) => say('nav.granted', 'People who chose you'), who: ['legal-representative', 'independent-advocate', 'decision-recipient'] },
  { href: '/handed-over', text: (say) => say('nav.handed', 'Handed to a helpline'), who: ['independent-advocate'] },
  { href: '/day', text: (say) => say('nav.day', 'Your day'), who: ['support-worker'] },
  { href: '/helpline/desk', text: (say) => say('nav.line', 'Signals'), who: ['helpline-adviser'] },
  { href: '/helpline/asks', text: (say) => say('nav.asks', 'Asked to refer'), who: ['helpline-adviser'] },
  { href: '/caseload', text: (say) => say('nav.caseload', 'Who looks after whom'), who: ['support-manager'] },
  { href: '/support', text: (say) => say('nav.support', 'People in support'), who: ['support-worker', 'support-manager'] },
  { href: '/on-call', text: (say) => say('nav.on-call', 'Calls for help'), who: ['support-worker', 'support-manager'] },
  { href: '/handover', text: (say) => say('nav.handover', 'Handover'), who: ['support-worker', 'support-manager'] },
  { href: '/payments', text: (say) => say('nav.payments', 'Payments'), who: ['support-manager'] },
  { href: '/complaints', text: (say) => say('nav.complaints', 'Complaints'), who: ['support-manager'] },
  { href: '/beds', text: (say) => say('nav.beds', 'Beds for tonight'), who: ['support-worker', 'first-responder-supervisor', 'decision-manager'] },
  { href: '/places', text: (say) => say('nav.places', 'Safe places'), who: ['support-worker', 'support-manager'] },
  { href: '/bound', text: (say) => say('nav.bound', 'People you are bound to'), who: mayBeBound },
  { href: '/consistency', text: (say) => say('nav.consistency', 'Consistency'), who: ['decision-manager'] },
  { href: '/my-keys', text: (say) => say('nav.keys', 'Keyboard'), who: ['decision-maker', 'decision-manager'] },
  { href: '/releases', text: (say) => say('nav.releases', 'Releases'), who: ['statistician'] },
  { href: '/hidden-number', text: (say) => say('nav.hidden', 'Never found'), who: ['statistician'] },
  { href: '/figures', text: (say) => say('nav.figures', 'Figures'), who: ['statistician', 'administrator'] },
  { href: '/figures/signals', text: (say) => say('nav.signal-figures', 'Signals by month'), who: ['statistician', 'administrator'] },
  { href: '/audit', text: (say) => say('nav.audit', 'Who read what'), who: ['auditor'] },
  { href: '/retention', text: (say) => say('nav.retention', 'Retention'), who: ['administrator'] },
  { href: '/breaches', text: (say) => say('nav.breaches', 'Breaches'), who: ['decision-manager', 'administrator'] },
  { href: '/unconfirmed-rules', text: (say) => say('nav.rules', 'Unconfirmed rules'), who: ['administrator'] },
  { href: '/rates', text: (say) => say('nav.rates', 'Amounts'), who: ['administrator'] },
  { href: '/numbers', text: (say) => say('nav.numbers', 'Numbers to ring'), who: ['administrator'] },
  { href: '/organisations', text: (say) => say('nav.organisations', 'Organisations'), who: ['administrator'], real: true },
  { href: '/tokens', text: (say) => say('nav.tokens', 'Access for programs'), who: ['administrator'] },
  {
    href: '/glass',
    text: (say) => say('nav.glass', 'A life is at risk'),
    who: ['first-responder-supervisor', 'decision-manager', 'support-worker', 'guardian'],
  },
  { href: '/audit/glass', text: (say) => say('nav.glass-log', 'Opened for a life at risk'), who: ['auditor'] },
  { href: '/policy', text: (say) => say('nav.policy', 'Who may see what'), who: rolesAtWork },
  {
    href: '/law',
    text: (say) => say('nav.law', 'The law'),
    who: rolesAtWork,
  },
  { href: '/my-access', text: (say) => say('nav.own', 'Your visits'), who: rolesAtWork, real: true },
];

export function navigation(ask: Ask): readonly Link[] {
  const role = ask.actor?.role;
  const links = role
    ? places
        .filter((one) => one.who.includes(role) && (!one.real || ask.session?.persona !== undefined))
        .map((one) => ({ href: one.href, text: one.text(ask.say) }))
    : [
        { href: '/law', text: ask.say('nav.law', 'The law') },
        { href: '/statistics', text: ask.say('nav.statistics', 'Statistics') },
      ];
  // Of places that lie within one another the innermost is where one is.
  const [here] = links
    .map(({ href }) => href)
    .filter((href) => ask.path === href || ask.path.startsWith(`${href}/`))
    .sort((one, other) => other.length - one.length);
  return links.map((one) => ({ ...one, current: one.href === here }));
}

/** Who is at work is led on to it; everybody else is at the front door (`front`). */
export function homePages(front: (ask: Ask) => PageReply, words: readonly string[]): Route[] {
  return [
    {
      method: 'GET',
      path: '/',
      who: 'anyone',
      why: 'The front door: danger, telling, learning, and on to one’s own work',
      words,
      act: (ask) => {
        const role = ask.actor?.role;
        const home = role && places.find((one) => one.who.includes(role));
        return Promise.resolve(home ? to(home.href) : front(ask));
      },
    },
  ];
}
