// Whom a person must not live with or near, as the worker who is named says it; only what was said in this record stands here.
import type { Kit } from '#kit/kit.ts';
import { html } from '#kit/view/html.ts';
import { page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { apartLead, rulesIn, rulesView, saidApart } from '#rooms/places/apart-pages.ts';
import { form, said, statusOf, type Again } from '#rooms/places/asked.ts';
import { apartQuestions } from '#rooms/places/form.ts';
import type { OpenRecord } from './support-record.ts';

const who = ['support-worker'] as const;
type Own = (then: (ask: Staff, record: OpenRecord) => Promise<Reply>) => (ask: Staff) => Promise<Reply>;

export function placeApartPages(kit: Kit, own: Own): Route[] {
  const path = '/support/:reference/place/apart';
  return [
    { method: 'GET', path, who, why: 'Whom the person is kept apart from, as said in this record', act: own((ask, record) => show(kit, ask, record)) },
    { method: 'POST', path, who, why: 'Keep the person apart from another', act: own((ask, record) => keep(kit, ask, record)) },
  ];
}

async function show(kit: Kit, ask: Staff, { reference, file }: OpenRecord, again: Again = {}): Promise<Reply> {
  const { say } = ask;
  const title = say('apart.title', 'Keep two people apart');
  const drawn = { at: `/support/${reference}/place/apart`, questions: apartQuestions, text: say('apart.keep', 'Keep them apart') };
  return page(
    title,
    html`${said(ask, again)}<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${apartLead(ask)}</p>${rulesView(ask, await rulesIn(kit, { file }), null)}${form(kit, ask, drawn, again)}`,
    { back: `/support/${reference}/place`, ...statusOf(again) },
  );
}

async function keep(kit: Kit, ask: Staff, record: OpenRecord): Promise<Reply> {
  const again = await saidApart(kit, ask, { file: record.file, nation: record.state.nation }, apartQuestions);
  return again ? show(kit, ask, record, again) : to(`/support/${record.reference}/place/apart`);
}
