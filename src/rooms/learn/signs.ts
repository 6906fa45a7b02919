// Signs by setting, in words a child reads. A setting is what somebody stands in front of; its signs are what they can see there.
// After the Home Office's and the UNODC's lists of indicators; said in our own words. One sign proves nothing, and the page says so.
import type { Say } from '#base/words.ts';

export type Setting = { readonly id: string; readonly name: string; readonly signs: readonly string[] };

/** Signs that may be seen anywhere. */
export const general = (say: Say): readonly string[] => [
  say('signs.any.fear', 'They look scared, sad or very tired.'),
  say('signs.any.speak', 'Someone else speaks for them all the time.'),
  say('signs.any.papers', 'Someone else keeps their passport or their phone.'),
  say('signs.any.pay', 'They get little or no pay, or must pay back a debt.'),
  say('signs.any.free', 'They may not go out alone or leave the job.'),
  say('signs.any.hurt', 'They are hurt, or seem not to eat or wash enough.'),
  say('signs.any.place', 'They do not know where they are or where they live.'),
];

export const settings = (say: Say): readonly Setting[] => [...hands(say), ...people(say)];

/** Places where people work with their hands. */
const hands = (say: Say): readonly Setting[] => [
  {
    id: 'car-wash',
    name: say('signs.car', 'Car wash'),
    signs: [
      say('signs.car.clothes', 'No boots, no gloves, wet clothes in the cold.'),
      say('signs.car.cash', 'You pay cash to one man. The price is very low.'),
      say('signs.car.sleep', 'The workers sleep there, or come in one van.'),
      say('signs.car.watch', 'One man watches them work and stops them if they talk.'),
    ],
  },
  {
    id: 'nail-bar',
    name: say('signs.nail', 'Nail bar'),
    signs: [
      say('signs.nail.young', 'The workers look very young.'),
      say('signs.nail.boss', 'They look at the boss before they speak to you.'),
      say('signs.nail.money', 'They may not touch the money.'),
      say('signs.nail.van', 'They are brought and picked up each day, late at night.'),
    ],
  },
  {
    id: 'farm',
    name: say('signs.farm', 'Farm'),
    signs: [
      say('signs.farm.home', 'Many people live in one small van or shed.'),
      say('signs.farm.fee', 'They paid a lot to get the job, and still owe money.'),
      say('signs.farm.shop', 'They must buy food from the boss.'),
      say('signs.farm.far', 'They cannot get to a town or a doctor.'),
    ],
  },
  {
    id: 'factory',
    name: say('signs.factory', 'Factory'),
    signs: [
      say('signs.factory.bank', 'The pay of a few workers goes to one bank card.'),
      say('signs.factory.house', 'Many of them give the same home.'),
      say('signs.factory.long', 'They work day and night with no rest.'),
      say('signs.factory.form', 'Someone else fills in their forms and speaks for them.'),
    ],
  },
  {
    id: 'building-site',
    name: say('signs.site', 'Building site'),
    signs: [
      say('signs.site.safe', 'No hard hat, no boots, and no one showed them the job.'),
      say('signs.site.name', 'They use the name or card of someone else.'),
      say('signs.site.pay', 'They do not know what they are paid, or who pays.'),
      say('signs.site.hurt', 'They are hurt, but no one takes them to a doctor.'),
    ],
  },
];

/** Places where one person is alone with others. */
const people = (say: Say): readonly Setting[] => [
  {
    id: 'care-home',
    name: say('signs.care', 'Care home, or care at home'),
    signs: [
      say('signs.care.shift', 'They work day and night, with no day off.'),
      say('signs.care.fee', 'They paid a lot of money for the job.'),
      say('signs.care.send', 'The boss says: do what I say, or I send you home.'),
      say('signs.care.sleep', 'They sleep at work, or many share one room.'),
    ],
  },
  {
    id: 'home',
    name: say('signs.home', 'A home near you'),
    signs: [
      say('signs.home.out', 'Someone lives and works there, and is never out alone.'),
      say('signs.home.eat', 'They eat alone and sleep on the floor or in the hall.'),
      say('signs.home.child', 'A child does the work and does not go to school.'),
      say('signs.home.doors', 'The windows are always shut. Many people come and go at night.'),
    ],
  },
  {
    id: 'online',
    name: say('signs.online', 'On the internet'),
    signs: [
      say('signs.online.job', 'A job far away with high pay, and no one asks what you can do.'),
      say('signs.online.fast', 'A new friend wants you to come fast, and to tell no one.'),
      say('signs.online.ads', 'Ads for sex with the same phone number for many people.'),
      say('signs.online.child', 'Someone sends a child gifts or cash, then wants jobs done.'),
    ],
  },
  {
    id: 'bank',
    name: say('signs.bank', 'Bank or shop counter'),
    signs: [
      say('signs.bank.holds', 'Someone stands by them, talks for them and holds their card.'),
      say('signs.bank.out', 'Pay comes in and all of it goes out the same day.'),
      say('signs.bank.many', 'One person comes with many new people to open accounts.'),
      say('signs.bank.home', 'Many people have the same home or phone number.'),
    ],
  },
];
