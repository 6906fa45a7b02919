// What the program does by itself, by name: each job under the purpose it needs, done again until it is done (data.md 10).
import { assign } from '#journey/decision.ts';
import { caseStream } from '#journey/file.ts';
import type { Handlers } from '#kit/jobs/runner.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { putDownAnswer } from '#desk/asking-job.ts';
import { countCourse } from '#rooms/figures/course.ts';
import { countListed, listed } from '#rooms/figures/hidden/listed.ts';
import { areaOf } from '#rooms/decision/area.ts';
import { judgeLetters } from '#rooms/decision/letter-gate.ts';
import { destroyUnconsented, findReaders } from '#rooms/mistakes/job.ts';
import { givePerson } from '#rooms/person/job.ts';
import { followKnown, followMatch } from '#rooms/person/match-job.ts';
import { notificationJobs } from '#rooms/referral/notification-job.ts';
import { oweNotification } from '#rooms/referral/tables.ts';
import { raiseAlarms } from '#rooms/door/job.ts';
import { followBed } from '#rooms/support/bed-job.ts';
import { followSupport } from '#rooms/support/job.ts';
import { eraseApproved, type Retention } from '#rooms/retention/erase.ts';

export function jobsOf(kit: Kit, retention: Retention): Handlers {
  return {
    ...notificationJobs(kit),
    answered: { run: async ({ file, needs }) => void (file && (await putDownAnswer(kit, file, needs))) },
    'door-alarm': { run: () => raiseAlarms(kit) },
    letters: { run: async ({ file }) => void (file && (await judgeLetters(kit, file))) },
    person: { run: async ({ file }) => void (file && (await givePerson(kit, file))) },
    duplicate: { run: async ({ file }) => void (file && (await followMatch(kit, file))) },
    'known-before': { run: async ({ file }) => void (file && (await followKnown(kit, file))) },
    unconsented: { run: async ({ file }) => void (file && (await destroyUnconsented(kit, file, oweNotification))) },
    'breach-readers': { run: async ({ file, needs }) => void (file && (await findReaders(kit, file, needs))) },
    course: { run: async ({ file }) => void (file && (await countCourse(kit, file, areaOf))) },
    [listed]: { run: async ({ file }) => void (file && (await countListed(kit, file))) },
    bed: {
      run: async ({ file, number }) => {
        if (!file) return;
        await givePerson(kit, file);
        await followBed(kit, file, number ?? 0);
      },
    },
    erase: { run: async () => void (await eraseApproved(retention)) },
    support: {
      run: async ({ file }) => {
        if (!file) return;
        await givePerson(kit, file);
        await followSupport(kit, file);
      },
    },
    assign: {
      run: async ({ file }) => {
        if (!file) return;
        const { area, nation } = await kit.db.as(theService, 'identification', async (tx) => ({
          area: await areaOf(tx, file),
          nation: (await kit.ledger.load(tx, caseStream, file)).state.nation,
        }));
        const how = { day: kit.clock.today(), by: theService.person, nation, confirmed: await kit.confirmed() };
        await kit.ledger.perform(
          theService,
          'identification',
          caseStream,
          file,
          (state) => assign(state, { detained: state.needs.includes('detained'), area }, kit.law, how),
          { day: how.day, nation },
        );
      },
    },
  };
}
