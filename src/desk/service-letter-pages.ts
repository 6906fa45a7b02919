// A letter that introduces somebody to a doctor, bank, school, landlord or lawyer, filled in to print: no more than they agreed to have passed on.
import type { Say } from '#base/words.ts';
import { may } from '#access/may.ts';
import { agrees, openServices } from '#journey/helped.ts';
import { answersTo } from '#kit/store/answers.ts';
import { theService } from '#kit/store/database.ts';
import { recordFacts } from '#kit/store/standing.ts';
import { html } from '#kit/view/html.ts';
import { letter } from '#kit/view/letter.ts';
import { absent, page, type Reply, type Staff } from '#kit/web/page.ts';
import { openCare } from './support-care.ts';
import { letterKinds } from './support-part-views.ts';
import type { SupportRoom } from './support-print-pages.ts';
import type { OpenRecord } from './support-record.ts';

/** What is asked of each kind of service: never why the person needs support, which is theirs to say. */
function asks(say: Say, service: string): string {
  const words: Readonly<Record<string, string>> = {
    medical: say(
      'service-letter.medical',
      'Please register them as a patient and see them soon. No proof of address or of status is needed to register with a doctor.',
    ),
    dental: say('service-letter.dental', 'Please see them as a patient soon.'),
    'mental-health': say('service-letter.mental', 'Please see them soon, and ask them first what would make a meeting feel safe.'),
    counselling: say('service-letter.counselling', 'Please offer them a first meeting, and ask them first what would make it feel safe.'),
    legal: say('service-letter.legal', 'Please see them for advice. They will tell you themselves what it is about.'),
    'immigration-advice': say(
      'service-letter.immigration',
      'Please see them for advice on their permission to stay. They will tell you themselves what it is about.',
    ),
    english: say('service-letter.english', 'Please offer them a place in a class.'),
    work: say('service-letter.work', 'Please meet them to talk about work.'),
    school: say('service-letter.school', 'Please give their child a place. Do not give the address or the child’s name to anybody who asks.'),
    childcare: say('service-letter.childcare', 'Please offer their child a place. Do not give the address or the child’s name to anybody who asks.'),
    housing: say('service-letter.housing', 'Please see them about a home. Do not give their address to anybody who asks.'),
    benefits: say('service-letter.benefits', 'Please open an account or a claim for them. We can confirm who they are in person.'),
  };
  return words[service] ?? '';
}

export async function serviceLetter(room: SupportRoom, ask: Staff, record: OpenRecord): Promise<Reply> {
  const { kit } = room;
  const { say, lang } = ask;
  const care = await openCare(kit, ask, record);
  const service = openServices(care.state.care).find((one) => one.id === ask.params['service']);
  // Taken back since the page was opened: no letter any more.
  if (!service?.shares || !letterKinds.includes(service.service) || !agrees(care.state.care, service.shares)) return absent;
  const where = care.said.get(`support-service.${service.id}.where`)?.value;
  const name = await nameOf(room, ask, record);
  const heading = say('service-letter.title', 'Letter of introduction');
  return page(
    heading,
    letter({
      say,
      lang,
      practice: ask.practice,
      today: ask.today,
      on: ask.today,
      from: [room.organisation(ask.actor.organisation)],
      to: typeof where === 'string' ? where.split('\n') : [],
      // Neither the reference of the record nor how to reach them: an answer goes to the worker.
      reference: '',
      heading,
      body: html`<p class="govuk-body">${say('service-letter.who', 'We support {name}, who agreed to this letter.', { name: name || say('service-letter.blank', '________________ (write the name by hand)') })}</p>
<p class="govuk-body">${asks(say, service.service)}</p>
<p class="govuk-body">${say('service-letter.reply', 'Please do not ring, write to or visit them. Answer to me, and I tell them in a way that is safe.')}</p>`,
      signed: say('service-letter.signed', 'Support worker'),
    }),
    { back: `/support/${record.reference}/part/services` },
  );
}

/** The name as it stands in their case, where the policy lets this worker read it. */
async function nameOf({ kit }: SupportRoom, ask: Staff, { cases }: OpenRecord): Promise<string> {
  for (const { file, state } of cases) {
    const { authority, allocatedTo, made } = state.decision;
    const record = await kit.db.as(theService, 'support', (tx) => recordFacts(tx, file, { authority, allocatedTo, decided: made.length > 0 }));
    if (!record || !may({ who: ask.actor, purpose: 'support', verb: 'read', field: 'identity', record, now: ask.now }).allowed) continue;
    const said = await kit.db.as(ask.actor, 'support', (tx) => answersTo(tx, file, 'identity', ['given-name', 'family-name']));
    const name = ['given-name', 'family-name'].map((id) => said.find((one) => one.question === id)?.value).filter((one) => typeof one === 'string');
    if (name.length > 0) return name.join(' ');
  }
  return '';
}
