// The list of readers of a case, printed for the person by who works on it.
import type { Role } from '#access/roles.ts';
import type { Kit } from '#kit/kit.ts';
import { html } from '#kit/view/html.ts';
import { letter } from '#kit/view/letter.ts';
import { page, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { withCase } from '#rooms/decision/room-pages.ts';
import type { OpenCase } from '#rooms/decision/open.ts';
import { readersTable } from './readers.ts';
import { leaving, toTheirHands } from './their-hands.ts';

const who: readonly Role[] = ['decision-maker', 'decision-manager'];

export function readersPages(kit: Kit, organisation: (code: string) => string): Route[] {
  return [
    {
      method: 'GET',
      path: '/case/:reference/readers',
      who,
      why: 'Who read a case, as the person may see it: to print for them',
      act: (ask) => withCase(kit, ask, (opened) => show(kit, organisation, ask, opened)),
    },
  ];
}

async function show(kit: Kit, organisation: (code: string) => string, ask: Staff, { file, state }: OpenCase): Promise<Reply> {
  const { say } = ask;
  const heading = say('readers.title', 'Who read this record');
  const list = await readersTable(kit, ask, [{ file: file.id, access: state.access }], organisation);
  const body = html`<p class="govuk-body">${say('readers.lead', 'Each organisation that read something of you here, on which day, and why. Ask any of them what they read: they answer for it.')}</p>${list}`;
  const from = [organisation(state.decision.authority ?? 'service')];
  return page(
    heading,
    leaving(
      ask,
      await toTheirHands(kit, { file: file.id, state }, ask.now),
      letter({
        say,
        lang: ask.lang,
        practice: ask.practice,
        today: ask.today,
        on: ask.today,
        from,
        to: [],
        reference: file.reference ?? '',
        heading,
        body,
        signed: say('letter.signed', 'The case team'),
      }),
    ),
    { back: `/case/${file.reference}/acts` },
  );
}
