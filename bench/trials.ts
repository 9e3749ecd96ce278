import { randomUUID } from 'node:crypto';
import { inTransaction, WORKFLOW_ACTOR, type Tx } from '../facts/transaction.ts';
import type { ClientHistory } from '../policy/journeys/client-history.ts';
import { yearOfPractice } from '../test/policy/journeys/year-of-practice.ts';
import { percentile, type House } from './house.ts';

/** So many practices of 120 clients in one. */
const PRACTICES = Number(process.env['BENCH_PRACTICES'] ?? 1);
const ROUNDS = 5;
const DAY_MS = 86_400_000;

/** A policy simulation over a year, the settings with their forecast and the consent meter, over three years of sessions. */
export async function benchTrials(house: House): Promise<string[]> {
  const { id: practiceId } = await house.ask('GET', '/practice');
  for (let seed = 1; seed <= PRACTICES; seed += 1) {
    const { clients, to } = yearOfPractice(seed);
    const shift = Date.now() - to;
    await inTransaction(
      house.kindword.database,
      { practiceId: String(practiceId), actor: WORKFLOW_ACTOR },
      (tx) => write(tx, clients, shift),
    );
  }
  const { forecast: _, ...policy } = await house.ask('GET', '/practice/policy');
  const trial = { policy, from: dayOf(365), to: dayOf(0) };
  const lines = [
    await timed('POST /policy-trials over a year', () => house.ask('POST', '/policy-trials', trial)),
    await timed('GET /practice/policy', () => house.ask('GET', '/practice/policy')),
    await timed('GET /reports/consent', () => house.ask('GET', '/reports/consent')),
    await timed('GET /practice (for comparison)', () => house.ask('GET', '/practice')),
  ];
  return [
    `${120 * PRACTICES} active clients, three years of sessions, one after another, ${ROUNDS} rounds`,
    ...lines,
  ];
}

async function timed(what: string, work: () => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const startedAt = performance.now();
    await work();
    if (round > 0) times.push(performance.now() - startedAt);
  }
  const all = times.map((ms) => ms.toFixed(0)).join(' ');
  return `  ${what}: ${percentile(times, 0.5).toFixed(0)} ms (${all})`;
}

/** Straight into the tables: an import would not say when each moment was recorded. */
async function write({ em, practiceId }: Tx, past: readonly ClientHistory[], shift: number): Promise<void> {
  const instant = (ms: number): string => new Date(ms + shift).toISOString();
  const clients = past.map((client) => ({ ...client, id: randomUUID() }));
  const rowsOf = (rows: (client: ClientHistory & { id: string }) => unknown[][]): string =>
    JSON.stringify(clients.flatMap(rows));
  const insert = (into: string, values: string, rows: string): Promise<unknown> =>
    em.execute(`insert into ${into} select ?::uuid, ${values} from jsonb_array_elements(?::jsonb) r`, [
      practiceId,
      rows,
    ]);
  await insert(
    'client (practice_id, id, first_name, email, email_hash, imported, search_tokens, created_at, updated_at)',
    `(r->>0)::uuid, ''::bytea, ''::bytea, r->>0, false, '{}', (r->>1)::timestamptz, now()`,
    rowsOf(({ id, attended }) => [[id, instant(attended[0]?.at ?? 0)]]),
  );
  await insert(
    'client_session (practice_id, id, client_id, at, status, imported, created_at, updated_at)',
    `gen_random_uuid(), (r->>0)::uuid, (r->>1)::timestamptz, r->>2, false, now(), now()`,
    rowsOf(({ id, attended, missed }) => [
      ...attended.map(({ at }) => [id, instant(at), 'attended']),
      ...missed.map(({ at }) => [id, instant(at), 'dna']),
    ]),
  );
  await insert(
    'prompt_consent (practice_id, id, client_id, status, channel, wording_version, at, recorded_at)',
    `gen_random_uuid(), (r->>0)::uuid, 'given', 'paper', '1', (r->>1)::timestamptz, (r->>1)::timestamptz`,
    rowsOf(({ id, consents }) => consents.map(({ at }) => [id, instant(at)])),
  );
  await insert(
    'discharge (practice_id, id, client_id, ending, "on", practitioner_tick, created_at)',
    `gen_random_uuid(), (r->>0)::uuid, r->>1, (r->>2)::date, (r->>3)::boolean, (r->>2)::timestamptz`,
    rowsOf(({ id, discharges }) =>
      discharges.map(({ ending, recordedAt, practitionerTick }) => [
        id,
        ending,
        instant(recordedAt),
        practitionerTick,
      ]),
    ),
  );
  await insert(
    `milestone (practice_id, id, client_id, kind, occurred_on, practitioner_tick, recorded_via, status, created_at, updated_at)`,
    `gen_random_uuid(), (r->>0)::uuid, r->>1, (r->>2)::date, (r->>3)::boolean, 'staff', 'let_go', (r->>2)::timestamptz, now()`,
    rowsOf(({ id, milestones }) =>
      milestones.map(({ kind, recordedAt, practitionerTick }) => [
        id,
        kind,
        instant(recordedAt),
        practitionerTick,
      ]),
    ),
  );
}

function dayOf(daysAgo: number): string {
  return new Date(Date.now() - daysAgo * DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length);
}
