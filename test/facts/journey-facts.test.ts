import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DataFeed } from '../../entities/data-feed.ts';
import { Practice } from '../../entities/practice.ts';
import { readJourney } from '../../facts/journeys/read-journey.ts';
import type { Tx } from '../../facts/transaction.ts';
import { QuietPractice } from './support/practice.ts';
import { randomPractice, type RandomClient, type Rows } from './support/random-clients.ts';

/** What one SQL statement answered that worked all of it out by itself; recorded anew only where a rule changes on purpose. */
const RECORDED = fileURLToPath(new URL('recorded/journey-facts.json.br', import.meta.url));
const RECORDS = process.env['RECORD_JOURNEY_FACTS'] === '1';
const SEEDS = Array.from({ length: 12 }, (_, index) => index + 1);
const CLIENTS = 100;

/** Of a note what the rules of a journey look at. */
const NOTE_FIELDS = [
  ...(['id', 'key', 'carrier', 'status', 'why', 'dueAt', 'askedBy', 'nextTryAt'] as const),
  ...(['claimedUntil', 'unknownSince', 'checks', 'resent'] as const),
];

let practice: QuietPractice;
const recorded: Record<string, unknown> = RECORDS
  ? {}
  : JSON.parse(brotliDecompressSync(readFileSync(RECORDED)).toString());
beforeAll(async () => {
  practice = await QuietPractice.open('journey_facts');
});
afterAll(async () => {
  await practice.close();
  if (RECORDS) write(recorded);
});

test.each(SEEDS)(
  'of a hundred random clients, each asked about at three moments, the facts are those that were recorded (seed %d)',
  async (seed) => {
    const { settings, feedAt, rows, clients } = randomPractice(seed, practice.practiceId, CLIENTS);
    await practice.atNoon(async (tx) => {
      await tx.em.nativeUpdate(Practice, tx.practiceId, settings);
      await tx.em.nativeDelete(DataFeed, {});
      if (feedAt) tx.em.create(DataFeed, { practiceId: tx.practiceId, feed: 'sessions', at: feedAt });
      await insert(tx, [rows, ...clients.map((client) => client.rows)]);
    });

    const found = await practice.atNoon(async (tx) => {
      const answers: unknown[] = [];
      for (const client of clients)
        for (const now of client.askedAt) answers.push(await ask({ ...tx, now }, client));
      return answers;
    });

    if (RECORDS) recorded[seed] = found;
    expect(found).toEqual(recorded[seed]);
  },
);

async function ask(tx: Tx, { id, rows }: RandomClient): Promise<unknown> {
  const journey = await readJourney(tx, id);
  if (journey === null) return null;
  const { facts, promptsSent, lastPromptAt } = journey;
  const { gate, carriers } = facts;
  const known = {
    ...facts,
    gate: {
      ...gate,
      holds: gate.holds.toSorted(),
      overrides: gate.overrides.toSorted(),
      promptsAt: gate.promptsAt.toSorted((one, other) => one - other),
    },
    carriers: { ...carriers, attended: carriers.attended.toSorted((one, other) => one.nth - other.nth) },
    notes: facts.notes.map((note) => Object.fromEntries(NOTE_FIELDS.map((field) => [field, note[field]]))),
  };
  return asRecorded({ facts: known, promptsSent, lastPromptAt }, tx.now, namesOf(rows));
}

/** Instants as seconds from the moment that is asked about, rows by their table and place: short, and readable where they differ. */
function asRecorded(value: unknown, now: Date, names: ReadonlyMap<string, string>): unknown {
  const text = JSON.stringify(value, function shorten(this: Record<string, unknown>, key, plain: unknown) {
    const raw = this[key];
    const at = raw instanceof Date ? raw.getTime() : typeof raw === 'number' && raw > 1e11 ? raw : null;
    if (at !== null) return `${(at - now.getTime()) / 1_000} s`;
    if (typeof plain !== 'string') return plain;
    return plain.replaceAll(
      /[0-9a-f]{8}-[0-9a-f]{4}-7000-8000-[0-9a-f]{12}/g,
      (id) => names.get(id) ?? 'another',
    );
  });
  return JSON.parse(text);
}

function namesOf(rows: Rows): Map<string, string> {
  return new Map(
    [...rows].flatMap(([table, all]) =>
      all.map(({ id }, index) => [String(id), `${table} ${index}`] as const),
    ),
  );
}

async function insert({ em }: Tx, all: readonly Rows[]): Promise<void> {
  const tables = [
    'service_line',
    'client',
    'client_session',
    'discharge',
    'milestone',
    'message',
    'prompt_consent',
  ];
  const others = [
    'client_hold',
    'gate_override',
    'satisfaction',
    'suppression',
    'installation_suppression',
    'referral',
  ];
  for (const table of [...tables, ...others]) {
    const rows = all.flatMap((one) => one.get(table) ?? []);
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
      .map((name) => `"${name}"`)
      .join(', ');
    if (rows.length === 0) continue;
    await em.execute(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, ?::jsonb)`,
      [JSON.stringify(rows)],
    );
  }
}

function write(answers: unknown): void {
  const text = Buffer.from(JSON.stringify(answers));
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  };
  writeFileSync(RECORDED, brotliCompressSync(text, { params }));
}
