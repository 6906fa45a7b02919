// The API, version 1: send a referral once, read where it is, list work; described by OpenAPI from the same form.
import { z } from 'zod';
import { dayOf } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { readAnswers, schema, sourcesSchema } from '#form/schema.ts';
import { progress, result } from '#journey/progress.ts';
import { english } from '#base/words.ts';
import type { Kit } from '#kit/kit.ts';
import type { Tx } from '#kit/store/database.ts';
import { fileOf } from '#kit/store/files.ts';
import type { Reply, Route, Staff } from '#kit/web/page.ts';
import { problem } from '#kit/web/errors.ts';
import { keepDraft } from '#rooms/referral/answers.ts';
import { refusalText, type Desk } from '#rooms/referral/desk.ts';
import { sendReferral } from '#rooms/referral/send.ts';
import { openSent } from '#rooms/referral/sent.ts';
import { destroyDraft, holdDraft, newDraft } from '#rooms/referral/store.ts';
import { show } from './queue.ts';
import { earlier, forgetRequest, remember } from './store.ts';

const responders = ['first-responder', 'first-responder-supervisor'] as const;
const deciders = ['decision-maker', 'decision-manager'] as const;

const sent = z.object({ reference: z.string(), sent: z.string(), progress: z.string() }).describe('A referral that was sent and is stored');
const progressOf = z
  .object({
    reference: z.string(),
    sent: z.string(),
    stage: z.string().optional(),
    questionsOpen: z.number().int().optional(),
    results: z.array(z.object({ stage: z.string(), outcome: z.enum(['positive', 'negative']), day: z.string() })).optional(),
  })
  .describe('What the kind of organisation that referred may see; what it may not see is absent');
const work = z.object({
  cases: z.array(
    z.object({
      reference: z.string(),
      waits: z.string(),
      stage: z.string().nullable(),
      child: z.boolean(),
      harms: z.array(z.string()),
      due: z.string().nullable(),
      clock: z.string().nullable(),
    }),
  ),
});
const problemShape = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string().optional(),
    errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
  })
  .describe('RFC 9457 problem details');
const posted = z.strictObject({
  answers: z.record(z.string(), z.unknown()),
  sources: z.record(z.string(), z.unknown()).default({}),
  language: z.string().min(2).max(12).default('en'),
});

export function apiPages(kit: Kit): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/v1/openapi.json',
      who: 'anyone',
      why: 'What programs can do',
      act: () => Promise.resolve({ kind: 'json', status: 200, body: openapi(kit) }),
    },
    { method: 'POST', path: '/api/v1/referrals', who: responders, why: 'A program sends a referral', act: (ask) => submit(kit, ask) },
    { method: 'GET', path: '/api/v1/referrals/:reference', who: responders, why: 'A program reads where a referral is', act: (ask) => read(kit, ask) },
    { method: 'GET', path: '/api/v1/work', who: deciders, why: 'A program lists work', act: (ask) => list(kit, ask) },
  ];
}

type Wrong = { readonly pointer: string; readonly detail: string };

function refused(status: number, title: string, detail?: string, errors: readonly Wrong[] = []): Reply {
  return { kind: 'json', status, type: 'application/problem+json', body: { ...problem(status, title, detail), ...(errors.length > 0 ? { errors } : {}) } };
}

const deskOf = (kit: Kit): Desk => ({ kit, form: kit.form, colleagues: [] });

/** Nothing half-written: a refused referral leaves neither its draft nor its key, unless a colleague has already gone on with the draft. */
async function takeBack(tx: Tx, key: string, file: FileId): Promise<void> {
  await forgetRequest(tx, key, file);
  const draft = await holdDraft(tx, file);
  if (draft?.writes === 0) await destroyDraft(tx, file);
}

async function submit(kit: Kit, ask: Staff, tries = 0): Promise<Reply> {
  const key = ask.headers['idempotency-key'] ?? '';
  if (key.length < 8 || key.length > 200)
    return refused(
      400,
      'An Idempotency-Key header of 8 to 200 characters is needed',
      'Send the same key again when you do not know whether a request arrived: it never makes two cases.',
    );
  const body = posted.safeParse(ask.json);
  if (!body.success)
    return refused(
      400,
      'The body is not as described',
      undefined,
      body.error.issues.map((issue) => ({ pointer: `/${issue.path.join('/')}`, detail: issue.message })),
    );
  const read = readAnswers(kit.form, body.data.answers, { lists: kit.law.lists, today: ask.today }, body.data.sources);
  if (!read.ok)
    return refused(
      422,
      'Some answers cannot be taken',
      undefined,
      read.errors.map((error) => ({ pointer: `/answers${error.pointer}`, detail: english(error.text.id, error.text.english, error.text.values) })),
    );
  const text = JSON.stringify(body.data);
  const request = await kit.db.as(ask.actor, 'intake', async (tx) => {
    const before = await earlier(tx, key, text);
    if (before) return before;
    const nation = typeof read.answers['nation'] === 'string' ? read.answers['nation'] : '';
    const file = await newDraft(tx, { label: 'API', nation, today: ask.today, now: ask.now });
    await keepDraft(tx, file, kit.form, { answers: read.answers, origins: read.origins }, body.data.language);
    await remember(tx, key, text, file);
    return { file, same: true };
  });
  if (!request.same) return refused(409, 'This Idempotency-Key came with another body before');
  const done = await sendReferral(deskOf(kit), { actor: ask.actor, file: request.file, now: ask.now, today: ask.today });
  // The same request at the same moment was refused and has taken its draft away: this one is answered for itself.
  if (!done.ok && done.code === 'no-such-case' && tries < 3) return submit(kit, ask, tries + 1);
  if (!done.ok && done.code !== 'already-referred') {
    await kit.db.as(ask.actor, 'intake', (tx) => takeBack(tx, key, request.file));
    return refused(
      409,
      'The law of the day does not allow this',
      `${refusalText(english, done)} ${done.because.map((because) => because.source).join(' ')}`.trim(),
    );
  }
  const file = await kit.db.as(ask.actor, 'intake', (tx) => fileOf(tx, request.file));
  const reference = file?.reference ?? '';
  return {
    kind: 'json',
    status: done.ok ? 201 : 200,
    body: { reference, sent: done.state.referred ?? dayOf(ask.now), progress: `/api/v1/referrals/${reference}` } satisfies z.infer<typeof sent>,
  };
}

/** As on the page: what the team sent, as its kind of organisation may see it, for as long as it may. */
async function read(kit: Kit, ask: Staff): Promise<Reply> {
  const seen = await kit.db.as(ask.actor, 'intake', (tx) => openSent(deskOf(kit), tx, ask.params['reference'], ask.today));
  if (!seen) return { kind: 'absent' };
  const { file: state, sees, row } = seen;
  const now = progress(state, kit.law);
  const results = kit.law.stages.flatMap(({ id }) => {
    const made = result(state, id);
    return made ? [{ stage: id, outcome: made.outcome, day: made.day }] : [];
  });
  const body: z.infer<typeof progressOf> = {
    reference: row.reference,
    sent: row.sentOn,
    ...(sees.has('stage') ? { stage: now.code } : {}),
    ...(sees.has('questions') ? { questionsOpen: now.questionsOpen } : {}),
    ...(sees.has('result') ? { results } : {}),
  };
  return { kind: 'json', status: 200, body };
}

async function list(kit: Kit, ask: Staff): Promise<Reply> {
  const rows = await kit.db.as(ask.actor, 'identification', (tx) =>
    show(tx, { authority: ask.actor.organisation, worker: ask.query['mine'] === 'yes' ? ask.actor.person : null, waits: null, after: null, most: 100 }),
  );
  const cases = rows.map(({ reference, waits, stage, child, harms, due, clock }) => ({ reference, waits, stage, child, harms: [...harms], due, clock }));
  return { kind: 'json', status: 200, body: { cases } satisfies z.infer<typeof work> };
}

const shape = (of: z.ZodType): unknown => z.toJSONSchema(of, { io: 'output' });
const json = (of: unknown, description: string, type = 'application/json') => ({ description, content: { [type]: { schema: of } } });
const problems = (...statuses: number[]): Record<string, unknown> =>
  Object.fromEntries(
    statuses.map((status) => [String(status), json({ $ref: '#/components/schemas/Problem' }, 'What is wrong and what to do', 'application/problem+json')]),
  );

/** OpenAPI 3.1, made from the same form and shapes that read and write. */
function openapi(kit: Kit): unknown {
  return {
    openapi: '3.1.0',
    info: {
      title: 'OpenNRM',
      version: '1',
      description: `National Referral Mechanism: ${kit.law.name}. A token speaks for one person at work; an administrator makes and revokes it.`,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths: {
      '/api/v1/referrals': {
        post: {
          operationId: 'sendReferral',
          summary: 'Send a referral. What answers 201 or 200 is stored.',
          parameters: [
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: true,
              schema: { type: 'string', minLength: 8, maxLength: 200 },
              description: 'The same key never makes two cases.',
            },
          ],
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['answers'],
                  additionalProperties: false,
                  properties: {
                    answers: { $ref: '#/components/schemas/Referral' },
                    sources: { $ref: '#/components/schemas/Sources' },
                    language: { type: 'string', default: 'en' },
                  },
                },
              },
            },
          },
          responses: {
            '201': json({ $ref: '#/components/schemas/Sent' }, 'Sent'),
            '200': json({ $ref: '#/components/schemas/Sent' }, 'It had been sent before'),
            ...problems(400, 401, 404, 409, 422, 429),
          },
        },
      },
      '/api/v1/referrals/{reference}': {
        get: {
          operationId: 'readReferral',
          summary: 'Where a referral of this organisation is.',
          parameters: [{ name: 'reference', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { '200': json({ $ref: '#/components/schemas/Progress' }, 'What this kind of organisation may see'), ...problems(401, 404, 429) },
        },
      },
      '/api/v1/work': {
        get: {
          operationId: 'listWork',
          summary: 'Open cases of the authority, most harm first, then the nearest due day.',
          parameters: [{ name: 'mine', in: 'query', required: false, schema: { type: 'string', enum: ['yes'] } }],
          responses: { '200': json({ $ref: '#/components/schemas/Work' }, 'At most 100 cases'), ...problems(401, 404, 429) },
        },
      },
    },
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Referral: schema(kit.form, kit.law.lists),
        Sources: sourcesSchema(kit.form),
        Sent: shape(sent),
        Progress: shape(progressOf),
        Work: shape(work),
        Problem: shape(problemShape),
      },
    },
  };
}
