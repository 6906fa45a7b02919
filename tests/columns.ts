// Every column of the database with what it may hold, and the field of the policy its table stands under. A new one is put in here, or the tests fail.
import type { Field } from '#access/policy.ts';

/**
 * `code`: a word of a closed list, an id of ours or a staff id: never free text. `wording`: text that is about nobody.
 * `bytes`: files that are made to be published. `sealed`: readable only with a file's key. `codes`: JSON in which every text is a code. `staff`: names somebody at work, or their
 * organisation; it stands under the policy's access and nowhere else.
 */
export type Nature = 'id' | 'bytes' | 'code' | 'codes' | 'day' | 'moment' | 'number' | 'flag' | 'hash' | 'sealed' | 'wording' | 'staff';

/** Besides the policy's own fields: keys, and what the program keeps for itself. */
export type Holds = Field | 'keys' | 'program';

const kept = 'recorded_at:moment actor:code';
const answer = `file:id question:code version:number sealed:sealed edition:code language:code ${kept}`;
/** Proposed by one, approved by another, ended by any: staff ids and moments. */
const byTwo = 'by_keys:flag proposed_by:code proposed_at:moment approved_by:code approved_at:moment ended_by:code ended_at:moment';
const owner = ' organisation:code team:code';

const described: Readonly<Record<string, readonly [Holds, string]>> = {
  'keys.file_key': ['keys', 'file:id generation:number wrapped:sealed'],
  'keys.installation_key': ['keys', 'name:code generation:number wrapped:sealed'],
  'keys.generation': ['keys', 'number:number made_at:moment'],
  'keys.wrapping_key': ['keys', 'generation:number root:code wrapped:sealed'],

  'public.file': ['stage', 'id:id kind:code child:flag nation:code frozen:flag created_at:moment seen_until:moment'],
  'public.reference': ['receipt', 'reference:code file:id'],
  'public.event': [
    'course',
    `file:id number:number stream:code kind:code kind_version:number day:day at:moment ${kept} role:code purpose:code nation:code edition:code body:codes`,
  ],
  'public.edition': ['program', 'id:code wording:wording first_used:moment'],
  'public.answer_administrative': ['administrative', answer],
  'public.answer_analysis': ['analysis', answer],
  'public.answer_identity': ['identity', answer],
  'public.answer_immigration': ['immigration', answer],
  'public.answer_legal': ['legal', answer],
  'public.answer_locator': ['locator', answer],
  'public.answer_medical': ['medical', answer],
  'public.answer_narrative': ['narrative', answer],
  'public.answer_refuge': ['refuge', answer],
  'public.answer_safe_contact': ['safe-contact', answer],
  'public.answer_suspect': ['suspect', answer],
  'public.blind_index': ['identity', 'file:id question:code token:hash normalisation:number'],
  'public.document': ['evidence', 'file:id id:id sealed:sealed parts:number state:code kept_at:moment actor:code'],
  'public.document_part': ['evidence', 'file:id document:id part:number sealed:sealed'],

  'public.access_conflict': ['course', 'file:id person:code how:code since:moment'],
  'public.access_glass': [
    'course',
    'file:id number:number person:code classes:code starts:moment ends:moment second:code reviewed_by:code why:code sealed:sealed review_by:day',
  ],
  'public.access_grant': ['course', 'file:id id:id holder:code acts_as:code starts:moment ends:moment revoked:moment'],
  'public.access_named': ['course', 'file:id person:code ends:moment by_person:code over:code'],
  'public.access_release': ['course', 'file:id question:code released_to:id since:moment withdrawn:moment'],
  // That a stranger asked for a letter's code: neither which nor whose.
  'public.letter_check': ['log', 'id:id day:day valid:flag'],
  // One's own mark, read by nobody else.
  'public.desk_seen': ['worklist', 'person:code seen_at:moment'],
  // What a provider agreed about its work, and shifts handed over: of no record.
  'public.support_provider': ['worklist', 'most_records:number on_call:code changed_by:code changed_at:moment'],
  'public.support_handover': ['worklist', 'id:id given_by:code given_at:moment taken_by:code taken_at:moment'],
  // One step in several cases, and what came of it in each.
  'public.bulk_act': ['worklist', 'id:id person:code what:code made_at:moment'],
  'public.bulk_item': ['worklist', 'bulk:id file:id number:number events:number refused:code'],
  'public.status_letter': ['letters', 'file:id number:number status:code code_hash:hash sealed:sealed made_at:moment ended_at:moment'],
  'public.bundle': ['letters', 'file:id number:number what:code sealed:sealed maker:code checker:code made_at:moment'],
  'public.people_task': ['worklist', 'file:id what:code number:number authority:code not_by:code due:day'],
  'public.erasure': [
    'retention',
    'person:id number:number because:code rule:code due:day state:code proposed_by:code proposed_on:day first_by:code second_by:code',
  ],
  'public.erasure_file': ['retention', 'file:id person:id number:number mark:hash day:day'],
  'public.legal_hold': ['course', 'file:id why:code since:day'],
  'public.two_people': ['course', 'file:id number:number what:code about:code maker:code checker:code at:moment'],
  // People somebody at work is bound to: tokens only, read by nobody.
  'public.staff_token': ['program', 'person:code entry:id how:code token:hash'],
  'public.access_seal': ['course', 'file:id since:moment'],
  'public.access_sealed_to': ['course', 'file:id person:code'],
  'public.quarantine': ['course', 'file:id since:moment'],
  'public.entered_in_error': ['course', 'file:id question:code version:number number:number since:moment'],
  // Breaches of personal data: whose stands nowhere.
  'public.breach': [
    'retention',
    'id:id opened_on:day known_at:moment what:code classes:code moved:flag nation:code state:code risk:code tell:code opened_by:code assessed_by:code assessed_at:moment reported_at:moment closed_by:code closed_at:moment',
  ],
  'public.breach_reader': ['retention', 'breach:id of_organisation:code role:code readings:number last_at:moment'],
  // That a body owes a notification: of whom stands nowhere.
  'public.notification_owed': ['worklist', 'key:hash since:day settled:day'],

  'public.referral_draft': [
    'worklist',
    'file:id label:sealed nation:code started_by:code last_writer:code last_written:moment writes:number last_day:day handed_to:code danger_since:moment danger_seen_by:code danger_seen_at:moment notice:code',
  ],
  'public.referral_handed_over': ['evidence', 'file:id document:id handed_on:day actor:code'],
  'public.notification': [
    'exact-figures',
    'id:id code:hash nation:code month:code force:code gender:code nationalities:code exploitation:code why:code codes:codes',
  ],
  'public.notification_quoted': ['course', 'file:id notification:id'],
  'public.decision_review': ['result', 'file:id number:number stage:code round:number outcome:code reviewer:code day:day'],
  'public.decision': ['result', 'file:id stage:code round:number outcome:code day:day maker:code checker:code needs_second:flag needs_other:flag'],
  'public.letter': [
    'letters',
    'file:id number:number recipient:code letter:code state:code day:day authority:code held:code good_until:day released_at:moment replaces:number sealed:sealed careful:flag',
  ],
  'public.door_secret': ['program', 'file:id door:code opens:code name:hash hash:hash'],
  'public.door_visit': ['program', 'id_hash:hash file:id door:code harmless:flag further:flag alarmed:flag began:moment last_seen:moment'],
  'public.door_try': ['program', 'id:id name:hash at:moment opened:flag'],
  'public.door_alarm': ['worklist', 'file:id raised_at:moment'],
  'public.complaint': ['complaints', 'file:id number:number sealed:sealed made_at:moment heard_at:moment heard_by:code'],
  'public.note_pad': ['administrative', 'file:id id:id person:code code:code public_half:hash sealed:sealed made_at:moment ended_at:moment'],
  'public.note_arrived': [
    'narrative',
    'file:id id:id pad:id written_by:code brought_by:code claimed_at:moment arrived_at:moment sealed:sealed filed_at:moment filed_by:code',
  ],
  'public.signal_queue': ['worklist', 'file:id queue:code recipient:hash made_at:moment ended_at:moment'],
  'public.signal_renewal': ['worklist', 'file:id number:number proposed_by:code proposed_at:moment agreed_by:code agreed_at:moment dropped_by:code next:id'],
  'public.signal_opener': ['analysis', 'file:id sealed:sealed'],
  'public.signal': [
    'worklist',
    'file:id opener:id queue:code channel:code danger:code bucket:moment waits_since:moment untranslated:number closed:flag reporter:hash',
  ],
  'public.signal_message': ['narrative', 'file:id number:number said_by:code once:hash sealed:sealed for_reporter:sealed'],
  'public.signal_file': ['evidence', 'file:id message:number number:number part:number parts:number sealed:sealed'],
  'public.signal_arrived': ['program', 'file:id once:hash content:hash'],
  'public.signal_triage': ['worklist', 'file:id danger:code child:code held:code place_known:flag'],
  'public.signal_call': ['narrative', 'file:id taken_by:code began:moment sealed:sealed ended:flag'],
  'public.signal_passed': ['narrative', 'file:id number:number sealed:sealed'],
  'public.signal_contact': ['narrative', 'file:id number:number sealed:sealed'],
  'public.signal_sealed_file': ['narrative', 'file:id message:number number:number sealed_by:code handed_by:code told:sealed seen_by:code'],
  'public.signal_referral': [
    'narrative',
    'file:id number:number asked_of:code sealed:sealed draft:id taken_by:code state:code why:code urgent:flag asked_at:moment answered_at:moment ended_at:moment',
  ],
  'public.signal_wish': ['narrative', 'file:id sealed:sealed'],
  // What an organisation offers, and of nobody.
  'public.responder_offer': [
    'worklist',
    'id:id areas:code languages:code interpreters:flag workers:code ages:code places:number until_day:day changed_by:code changed_at:moment',
  ],
  'public.signal_mark': ['analysis', 'file:id kind:code at:number mark:hash'],
  'public.situation_signal': ['worklist', 'file:id signal:id why:code taken_out:flag'],
  'public.signal_code': ['program', 'file:id name:hash sealed:sealed'],
  'public.own_door': ['course', 'door:code person:id opened_at:moment closed_at:moment'],
  'public.person_file': ['course', 'file:id person:id'],
  'public.support_danger': [
    'worklist',
    'file:id id:code about:code to_person:code by_person:code asked_at:moment taken_by:code taken_at:moment ended_at:moment',
  ],
  'public.bed_asked': ['worklist', 'file:id state:code asked_at:moment by_person:code since_at:moment'],
  'public.bed_of_case': ['stage', 'file:id number:number record:id state:code asked_at:moment by_person:code since_at:moment'],
  'public.bed_night': ['worklist', 'file:id bed:number night:day stay:id'],
  'public.stay': ['allocation', 'file:id stay:id person:id state:code first_night:day last_night:day people:number'],
  'public.kept_apart': ['standing', 'file:id id:id other:id reach:code made_by:code made_at:moment ended_by:code ended_at:moment'],
  'public.place_wanted': ['allocation', 'file:id urgency:code since:moment'],
  'public.support_record': ['worklist', 'file:id nation:code since:day ended:day'],
  'public.payment_fact': ['payments', `file:id id:id version:number kind:code who:id from_day:day until_day:day pence:number gone:flag ${kept}`],
  'public.payment_account': ['payments', `file:id version:number sealed:sealed ${kept}`],
  'public.payment_run': [
    'payments',
    'id:id week:day state:code people:number pence:number unconfirmed:flag digest:hash prepared_by:code prepared_at:moment approved_by:code approved_at:moment sent_by:code sent_at:moment',
  ],
  'public.payment_leg': ['payments', `file:id entry:id account:code pence:number week:day run:id reverses:id ${kept}`],
  'public.payment_hold': [
    'payments',
    'file:id number:number asked_by:code agreed_by:code agreed_on:day until_day:day ended_on:day told_by:code told_on:day told_how:code',
  ],
  'public.queue': [
    'worklist',
    'file:id reference:code authority:code allocated_to:code waits:code stage:code child:flag nation:code harm:number harms:code clock:code due:day calm:number due_or_never:day changed_at:moment careful:flag criteria:code criteria_from:day moved_down:number comes_up:day chase_on:day covered_until:day proposed_by:code held_by:code held_until:moment asks:code',
  ],
  'public.queue_day': ['worklist', 'file:id what:code due:day holds:code'],

  'public.statistic': ['exact-figures', 'statistics_id:id question:code code:code valid_from:day recorded_from:moment recorded_to:moment coarse:flag'],
  'public.statistic_link': ['keys', 'file:id sealed:sealed'],
  // What a release says is for everybody from its minute on; who made and saw it stands in codes.
  'public.release': [
    'releases',
    'id:code kind:code period:code as_of:day out_at:moment replaces:code notice:wording planned_by:code planned_at:moment making_at:moment failed:code made_by:code made_at:moment definitions:codes code:hash behind:number approved_by:code approved_at:moment place:number',
  ],
  'public.release_file': ['releases', 'release:code name:code bytes:bytes hash:hash'],
  'public.release_number': ['releases', 'release:code key:code value:number'],
  // A question as it was asked, by whom is not kept; its form says to leave names out.
  'public.answer_given': ['releases', 'release:code channel:code reference:code asked_on:day question:wording universe:code dimensions:code reply:wording'],
  'public.release_moved': ['releases', 'release:code at:moment was:moment because:wording moved_by:code'],
  'public.release_early': ['releases', 'release:code person:code added_at:moment because:wording added_by:code ended_at:moment'],
  'public.figures_published': ['figures', 'quarter:code series:code age:code code:code people:number'],
  'public.figures_quarter': ['figures', 'quarter:code whole:flag'],

  'public.audit_leaf': ['log', 'id:id at:moment actor:code role:code purpose:code file:id what:code position:number actor_hash:hash'],
  'public.audit_node': ['log', 'level:number place:number hash:hash'],
  'public.audit_head': ['log', 'size:number root:hash made_at:moment'],
  // A checkpoint is signed text: the log's name, its size, its root and signatures.
  'public.audit_checkpoint': ['log', 'size:number note:wording made_at:moment'],
  // One's own choice of keys, read with the visit.
  'public.own_keys': ['access', 'person:code keys:codes'],
  'public.session': ['access', 'id_hash:hash staff:code lang:code created:moment last_seen:moment expires:moment grant_id:id proved_at:moment'],
  // What an administrator calls a program, such as "Night desk of the crime system".
  'public.token': ['access', 'id:id hash:hash person:code holder:wording made_by:code made_at:moment revoked_at:moment last_used:day'],
  'public.admitted': ['access', `code:code name:staff kind:code ${byTwo}`],
  'public.admitted_domain': ['access', `id:id admitted:code domain:code below:flag ${byTwo}`],
  'public.staff': [
    'access',
    'id:code name:staff email:staff works_at:code works_in:staff added_by:code added_at:moment visits_ended_at:moment left_by:code left_at:moment',
  ],
  'public.staff_grant': ['access', `id:id staff:code role:code until:moment ${byTwo}`],
  'public.staff_account': ['access', 'issuer:staff subject:staff staff:code how:code bound_at:moment'],
  'public.invitation': ['access', `id:id staff:code first_hash:hash second_hash:hash expires:moment used_at:moment ${byTwo}`],
  'public.passkey': ['access', 'id:staff staff:code public_key:hash counter:number transports:code label:staff made_at:moment last_used:day ended_at:moment'],
  'public.machine': ['access', `id:id issuer:staff client:staff staff:code ${byTwo}`],
  // What is carried is sealed with a secret that only the browser holds; the rest is the issuer's address and our own, and random text.
  'public.sign_in': [
    'access',
    'state_hash:hash browser_hash:hash what:code secrets:wording staff:code visit:hash invitation:wording next:wording carried:sealed expires:moment',
  ],
  'public.api_request': ['receipt', 'key_hash:hash body_hash:hash file:id at:moment'],
  'public.job': ['jobs', 'id:id name:code file:id number:number needs:codes state:code run_at:moment taken_until:moment tries:number trouble:code'],
  'public.installation': ['program', 'only_one:flag practice:flag made_at:moment country:code'],
  'public.practice_caseload': ['program', 'only_one:flag seed:number today:day history:flag cases:number loaded_at:moment'],
  // The key that contexts are signed with, and its copy as the root wrapped it; the policy as the database judges by it.
  'upkeep.context_key': ['keys', 'id:code inner_block:hash outer_block:hash'],
  'upkeep.context_copy': ['keys', 'root:code wrapped:sealed'],
  'upkeep.policy': ['program', 'only_one:flag fingerprint:hash copied_at:moment'],
  'upkeep.policy_cell': ['program', 'role:code kind:code purpose:code verb:code field:code relations:code'],
  'upkeep.migration': ['program', 'number:number name:code hash:hash applied_at:moment'],
};

/** Nature of each column by table; the owner's two columns stand in every table but that of the migrations. */
export const tables: ReadonlyMap<string, { readonly holds: Holds; readonly columns: ReadonlyMap<string, Nature> }> = new Map(
  Object.entries(described).map(([name, [holds, columns]]) => [
    name,
    {
      holds,
      columns: new Map(`${columns}${name.startsWith('upkeep.') ? '' : owner}`.split(' ').map((one) => one.split(':') as [string, Nature])),
    },
  ]),
);
