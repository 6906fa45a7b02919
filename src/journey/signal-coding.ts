// Coded answers made when a report is read, for figures; and the ways on and the reasons to close, each with its words.
import type { Say } from '#base/words.ts';
import type { SignalChannel } from './signal.ts';

export type Choices = Readonly<Record<string, (say: Say) => string>>;
export const codesOf = (choices: Choices): readonly string[] => Object.keys(choices);

const notKnown = (say: Say): string => say('signals.not-known', 'Not known');

export const kinds: Choices = {
  sexual: (say) => say('signals.kind-sexual', 'Sexual exploitation'),
  labour: (say) => say('signals.kind-labour', 'Labour exploitation'),
  domestic: (say) => say('signals.kind-domestic', 'Domestic servitude'),
  criminal: (say) => say('signals.kind-criminal', 'Criminal exploitation'),
  organs: (say) => say('signals.kind-organs', 'Removal of organs'),
  'not-known': notKnown,
};

export const settings: Choices = {
  'car-wash': (say) => say('signals.setting-car-wash', 'Car wash'),
  'nail-bar': (say) => say('signals.setting-nail-bar', 'Nail bar or beauty'),
  care: (say) => say('signals.setting-care', 'Care'),
  farm: (say) => say('signals.setting-farm', 'Farm or food'),
  factory: (say) => say('signals.setting-factory', 'Factory or warehouse'),
  building: (say) => say('signals.setting-building', 'Building work'),
  food: (say) => say('signals.setting-food', 'Restaurant or take-away'),
  home: (say) => say('signals.setting-home', 'A private home'),
  brothel: (say) => say('signals.setting-brothel', 'Flat, hotel or brothel'),
  drugs: (say) => say('signals.setting-drugs', 'Drugs: growing, moving or selling'),
  street: (say) => say('signals.setting-street', 'Street: begging or theft'),
  online: (say) => say('signals.setting-online', 'Online'),
  money: (say) => say('signals.setting-money', 'Bank or benefits'),
  fishing: (say) => say('signals.setting-fishing', 'Fishing or shipping'),
  other: (say) => say('signals.setting-other', 'Something else'),
  'not-known': notKnown,
};

export const places: Choices = {
  england: (say) => say('signals.place-england', 'England'),
  wales: (say) => say('signals.place-wales', 'Wales'),
  scotland: (say) => say('signals.place-scotland', 'Scotland'),
  'northern-ireland': (say) => say('signals.place-northern-ireland', 'Northern Ireland'),
  abroad: (say) => say('signals.place-abroad', 'Another country'),
  'not-known': notKnown,
};

export const peoples: Choices = {
  one: (say) => say('signals.people-one', 'One'),
  few: (say) => say('signals.people-few', 'Two to five'),
  many: (say) => say('signals.people-many', 'More than five'),
  'not-known': notKnown,
};

export const ages: Choices = {
  adult: (say) => say('signals.age-adult', 'Adults'),
  child: (say) => say('signals.age-child', 'Children'),
  both: (say) => say('signals.age-both', 'Adults and children'),
  'not-known': notKnown,
};

export const certainties: Choices = {
  seen: (say) => say('signals.sure-seen', 'They saw it'),
  lived: (say) => say('signals.sure-lived', 'It happens to them'),
  told: (say) => say('signals.sure-told', 'Somebody told them'),
  guessed: (say) => say('signals.sure-guessed', 'They think so'),
  'not-known': notKnown,
};

export const closings: Choices = {
  'passed-on': (say) => say('signals.close-passed', 'Passed on'),
  answered: (say) => say('signals.close-answered', 'Answered, nothing more to do'),
  'no-sign': (say) => say('signals.close-no-sign', 'No sign of exploitation'),
  'too-little': (say) => say('signals.close-little', 'Too little is known'),
  'same-as-another': (say) => say('signals.close-same', 'Same as another report'),
  'not-a-report': (say) => say('signals.close-none', 'Not a report'),
};

export const channelWords = (say: Say): Readonly<Record<SignalChannel, string>> => ({
  web: say('line.channel.web', 'Form'),
  phone: say('line.channel.phone', 'Call'),
  'e-mail': say('line.channel.e-mail', 'E-mail'),
  letter: say('line.channel.letter', 'Letter'),
  partner: say('line.channel.partner', 'Partner'),
});
