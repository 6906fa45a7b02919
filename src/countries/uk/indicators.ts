// Indicators of modern slavery with stable codes. A code is for ever; each is recorded as seen / told / not seen / not looked for.
// General and child: paraphrased from the Home Office toolkit for first responders (April 2026, read). The groups by kind of
// exploitation follow the UNODC lists from memory and are unconfirmed (assumed) until someone lays them beside the guidance.
// An indicator is a reason to ask further, never a proof, and the absence of one proves nothing.
import { list, type List } from '#base/list.ts';

const toolkit = 'Home Office first responder toolkit for England and Wales, April 2026, in our words (read)';
const memory = 'After the UNODC indicator lists; the Home Office guidance has not been compared yet (assumed)';

function numbered(id: string, source: string, letter: string, labels: readonly string[]): List {
  return list(
    id,
    source,
    labels.map((label, i) => ({ code: `${letter}${String(i + 1).padStart(2, '0')}`, label })),
  );
}

// Labels are said of the person: "The person ...". Add at the end only: a place in the list is a code.
const general = numbered('indicators-general', toolkit, 'G', [
  'Believes they have to work against their will',
  'Cannot leave the place of work or home',
  'Has their movements controlled',
  'Feels that they cannot leave',
  'Shows fear or anxiety',
  'Has met violence or threats against them or their family',
  'Has injuries that look like an assault',
  'Has injuries typical of certain work',
  'Has injuries that look like being controlled or restrained',
  'Distrusts authorities',
  'Has been threatened with being handed to authorities',
  'Is afraid to say what their immigration status is',
  'Has identity or travel documents held by someone else',
  'Comes from a place known as a source of trafficking',
  'Had travel paid by someone who wants it worked off',
  'Has false documents or none',
  'Was found in a place known for exploitation',
  'Does not know the local language',
  'Does not know the address of their home or work',
  'Lets others speak for them',
  'Seems to have been told what to say',
  'Was forced, threatened or deceived into poor conditions',
  'Is punished',
  'Cannot bargain over working conditions',
  'Gets little or no pay',
  'Cannot get at their own earnings',
  'Works very long hours over long periods',
  'Has no days off',
  'Lives in poor housing',
  'Gets no medical care',
  'Meets few other people',
  'Has little contact with family or people outside',
  'Cannot communicate freely with others',
  'Is bound by a debt',
  'Depends wholly on someone else',
  'Acted on promises that were false',
]);

const child = numbered('indicators-child', toolkit, 'C', [
  'Has no access to parents or guardians',
  'Looks intimidated',
  'Behaves in a way not typical of their age',
  'Has no friends of their own age',
  'Gets no schooling',
  'Has no time to play',
  'Lives apart from other children, in poor housing',
  'Eats apart from the family',
  'Is given only leftovers to eat',
  'Does work not suitable for children',
  'Travels without an adult',
  'Travels with a group who are not relatives',
  'Work clothes or sex clothing in child sizes were found',
  'Toys, beds or children’s clothes were found in a brothel or factory',
  'An adult says they found the child by chance',
  'Carries telephone numbers for taxis',
  'An unlawful adoption is involved',
]);

const labour = numbered('indicators-labour', memory, 'L', [
  'Lives with others in the place of work',
  'Never leaves without the employer',
  'Cannot move about freely at work',
  'Has unsuitable clothes or no safety equipment',
  'Has no contract of work',
  'Depends on the employer for housing and transport',
  'Is fined, or charged for being allowed to work',
  'Paid fees to be recruited',
  'Is disciplined by fines',
]);

const sexual = numbered('indicators-sexual', memory, 'S', [
  'Is moved between brothels or addresses',
  'Is always escorted',
  'Has marks that show ownership',
  'Sleeps where they work',
  'Has few clothes, mostly for sex work',
  'Knows only sexual words in the local language',
  'Has no cash of their own',
  'Cannot refuse clients or unprotected sex',
  'Is advertised under somebody else’s name or number',
]);

const domestic = numbered('indicators-domestic', memory, 'D', [
  'Lives with a family but does not eat with them',
  'Has no private space',
  'Sleeps in a shared or unsuitable space',
  'Was reported missing by the employer though still in the house',
  'Never leaves the house alone',
  'Is insulted or abused',
]);

const criminal = numbered('indicators-criminal', memory, 'R', [
  'Has cash, phones or travel nobody can explain',
  'Goes missing, again and again',
  'Was found far from home with drugs',
  'Lives in a home that others have taken over',
  'Owes a debt to a gang',
  'Carries weapons',
  'Is tied to a place where cannabis is grown, or was locked in there',
  'Begs or steals in a group under someone’s control',
  'Has benefits claimed in their name by someone else',
]);

const organ = numbered('indicators-organ', memory, 'O', [
  'Has a scar or medical papers they cannot explain',
  'Was taken to medical tests on a journey',
  'Speaks of a broker',
  'Was promised payment for an organ',
]);

export const indicatorLists: readonly List[] = [general, child, labour, sexual, domestic, criminal, organ];
