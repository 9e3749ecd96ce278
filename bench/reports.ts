import { Practice } from '../entities/practice.ts';
import { createPractice } from '../facts/practice/create-practice.ts';
import { inTransaction, WORKFLOW_ACTOR, type Tx } from '../facts/transaction.ts';
import { ALL_REPORTS } from '../reports/index.ts';
import { reviewFigures } from '../reports/review-figures.ts';
import { answerReport } from '../reports/shared/answer.ts';
import type { Report } from '../reports/shared/report.ts';
import { growPractice } from './giant.ts';
import { asker, type House } from './house.ts';
import { FLOORS } from './floors/index.ts';
import { stillLearning, type Floor } from './floors/floor.ts';

const CLIENTS = Number(process.env['BENCH_CLIENTS'] ?? 200_000);
const LINES = Number(process.env['BENCH_LINES'] ?? CLIENTS * 5);
const ORDINARY = Number(process.env['BENCH_PRACTICES'] ?? 500);
const ORDINARY_SIZE = { clients: 300, lines: 1_500 };
const ROUNDS = 5;
const YEAR_MS = 365 * 86_400_000;
const MIB = 2 ** 20;

type Work = (tx: Tx, practice: Practice) => Promise<unknown>;

/** Every report of a practice of 200,000 clients against hand-written SQL, the freeze, memory, and a neighbour. */
export async function benchReports(house: House): Promise<string[]> {
  const { id } = await house.ask('GET', '/practice');
  const giant = String(id);
  const { ownerUrl = '' } = house.embedded.postgres ?? {};
  const small = await addPractices(house, ORDINARY);
  await growPractice({ ask: asker(house.api, small.apiKey), ownerUrl }, small.practiceId, ORDINARY_SIZE);
  await medianOf(house, small.practiceId, ALL);
  const alone = await medianOf(house, small.practiceId, ALL);
  const startedAt = performance.now();
  await growPractice({ ask: house.ask, ownerUrl }, giant, { clients: CLIENTS, lines: LINES });
  const grown = (performance.now() - startedAt) / 1_000;
  const beside = await medianOf(house, small.practiceId, ALL);
  globalThis.gc?.();
  const memory = { before: process.memoryUsage().rss, most: 0 };
  const lines = [
    `${CLIENTS} clients, ${LINES} lines, ten years, beside ${ORDINARY} practices (written in ${grown.toFixed(0)} s)`,
  ];
  const floors: number[] = [];
  for (const report of Object.values(ALL_REPORTS)) {
    const floor = FLOORS[report.name];
    const [ours, least] = await inTurn(house, giant, (tx, practice) => ask(tx, practice, report), floor);
    memory.most = Math.max(memory.most, process.memoryUsage().rss);
    if (least !== null) floors.push(least);
    lines.push(
      `  ${report.name}: ${ours.toFixed(0)} ms${least === null ? '' : `, floor ${least.toFixed(0)} ms, ratio ${(ours / least).toFixed(2)}`}`,
    );
  }
  const frozen = await timed(house, giant, (tx, practice) =>
    reviewFigures(tx, { practice, kind: 'monthly', period: lastMonth() }),
  );
  const query = floors.toSorted((one, other) => one - other)[Math.floor(floors.length / 2)] ?? Number.NaN;
  return [
    ...lines,
    `the monthly freeze: ${frozen.toFixed(0)} ms, as ${(frozen / query).toFixed(1)} floors of the median (${query.toFixed(0)} ms)`,
    `memory: ${((memory.most - memory.before) / MIB).toFixed(0)} MiB more at most`,
    `every report of an ordinary practice: ${alone.toFixed(0)} ms alone, ${beside.toFixed(0)} ms beside the giant, ratio ${(beside / alone).toFixed(2)}`,
  ];
}

const ALL: Work = async (tx, practice) => {
  for (const report of Object.values(ALL_REPORTS)) await ask(tx, practice, report);
};

function ask(tx: Tx, practice: Practice, report: Report): Promise<unknown> {
  const period = { from: new Date(tx.now.getTime() - YEAR_MS), to: tx.now };
  return answerReport(tx, practice, report, {
    period,
    by: report.byDefault ?? null,
    reader: { sees: 'all' },
  });
}

async function leastFor(tx: Tx, floor: Floor): Promise<void> {
  const asked = { tx, from: new Date(tx.now.getTime() - YEAR_MS), to: tx.now };
  await stillLearning(asked);
  await floor(asked);
}

async function timed(house: House, practiceId: string, work: Work): Promise<number> {
  return inTransaction(house.kindword.database, { practiceId, actor: WORKFLOW_ACTOR }, async (tx) => {
    const practice = await tx.em.findOneOrFail(Practice, practiceId);
    const startedAt = performance.now();
    await work(tx, practice);
    return performance.now() - startedAt;
  });
}

/** Ours and the floor, one after the other, several times; the medians in milliseconds. */
async function inTurn(
  house: House,
  practiceId: string,
  ours: Work,
  floor: Floor | undefined,
): Promise<[number, number | null]> {
  const times: number[] = [];
  const least: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const one = await timed(house, practiceId, ours);
    const other = floor ? await timed(house, practiceId, (tx) => leastFor(tx, floor)) : Number.NaN;
    if (round === 0) continue;
    times.push(one);
    least.push(other);
  }
  return [median(times), floor ? median(least) : null];
}

async function medianOf(house: House, practiceId: string, work: Work): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await timed(house, practiceId, work));
  return median(times);
}

/** So many practices; answers the last of them. */
async function addPractices(house: House, count: number): Promise<{ practiceId: string; apiKey: string }> {
  const owner = { ownerName: 'Olive Owner', locale: 'en-GB', currency: 'GBP', timezone: 'Europe/London' };
  for (let nth = 1; ; nth += 1) {
    const practice = await createPractice(
      house.kindword.database,
      { name: `Ordinary ${nth}`, ownerEmail: `owner-${nth}@example.org`, ...owner },
      new Date(),
    );
    if (nth >= count) return practice;
  }
}

function lastMonth(): string {
  return Temporal.Now.plainDateISO('Europe/London').toPlainYearMonth().subtract({ months: 1 }).toString();
}

function median(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN;
}
