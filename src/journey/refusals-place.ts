// Plain words of refusals about houses and stays: none names a house, an address or anybody who lives there.
import type { Say } from '#base/words.ts';

export const placeRefusals = {
  'no-open-bed': (say: Say) => say('refusal.no-open-bed', 'No bed is asked for here any more.'),
  'bed-taken': (say: Say) => say('refusal.bed-taken', 'A colleague has taken this on and looks for a place. It rings again if none is found in time.'),
  'bed-not-yours': (say: Say) => say('refusal.bed-not-yours', 'Take it on first: then say how it went.'),
  'house-opened-before': (say: Say) => say('refusal.house-opened-before', 'This house was opened before.'),
  'house-closed': (say: Say) => say('refusal.house-closed', 'This house is closed.'),
  'too-many-beds': (say: Say) => say('refusal.too-many-beds', 'A room has 1 to 12 beds, and a house 200 at most. Check the number.'),
  'no-such-bed': (say: Say) => say('refusal.no-such-bed', 'There is no such bed in this house.'),
  'bed-is-held': (say: Say) => say('refusal.bed-is-held', 'Somebody lives there or is expected. Find them another place first.'),
  'bed-not-free': (say: Say) => say('refusal.bed-not-free', 'A bed is not free on all of those nights any more. Look again at what is free.'),
  'not-fitting': (say: Say) => say('refusal.not-fitting', 'This place does not fit what the person needs, as it is written now. Look again at what fits.'),
  'housed-elsewhere': (say: Say) =>
    say('refusal.housed-elsewhere', 'The person has a place, or an offer of one, in another support record. Speak with whoever looks after that one.'),
  'offer-open': (say: Say) => say('refusal.offer-open', 'A place is offered or awaited already. Say first how that went.'),
  'stay-in-past': (say: Say) => say('refusal.stay-in-past', 'The first night is in the past. Check the day.'),
  'stay-ends-before': (say: Say) =>
    say('refusal.stay-ends-before', 'The last night comes before the stay’s first one, or before the last night agreed on. Check the day.'),
  'stay-too-long': (say: Say) =>
    say('refusal.stay-too-long', 'A stay is agreed for half a year at most and then looked at again. Choose an earlier last night.'),
  'more-people-than-beds': (say: Say) => say('refusal.more-people-than-beds', 'There are more people than beds. Choose rooms that hold all of them.'),
  'apart-same-person': (say: Say) => say('refusal.apart-same-person', 'Both records are of one person. Check the reference.'),
  'apart-by-another': (say: Say) => say('refusal.apart-by-another', 'Somebody else than who said so has to end this rule.'),
  'no-such-offer': (say: Say) => say('refusal.no-such-offer', 'This offer is not open any more.'),
  'no-such-stay': (say: Say) => say('refusal.no-such-stay', 'Nobody lives there by this stay any more.'),
  'before-the-stay': (say: Say) => say('refusal.before-the-stay', 'The first night has not come yet. Change the offer if they come earlier.'),
  'ring-somebody': (say: Say) => say('refusal.ring-somebody', 'If you are worried, say who is rung.'),
} as const;
