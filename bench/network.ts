import { Practice } from '../entities/practice.ts';
import { inTransaction, WORKFLOW_ACTOR, type Tx } from '../facts/transaction.ts';
import { readNetwork } from '../reports/network/read-network.ts';
import { stillLearning } from './floors/floor.ts';
import { networkFloor } from './floors/network.ts';
import { growPractice } from './giant.ts';
import { networkRows } from './network-rows.ts';
import { percentile, type House } from './house.ts';

const COLLEAGUES = Number(process.env['BENCH_COLLEAGUES'] ?? 2_000);
const CLIENTS = Number(process.env['BENCH_CLIENTS'] ?? COLLEAGUES * 10);
const LINES = Number(process.env['BENCH_LINES'] ?? CLIENTS * 8);
const ROUNDS = 15;
const YEAR_MS = 365 * 86_400_000;

/** `GET /network` of a practice of 2,000 colleagues and ten years against hand-written SQL, in turn. */
export async function benchNetwork(house: House): Promise<string[]> {
  const { id } = await house.ask('GET', '/practice');
  const { staffId } = await house.ask('GET', '/me');
  const practiceId = String(id);
  const { ownerUrl = '' } = house.embedded.postgres ?? {};
  await growPractice(
    { ask: house.ask, ownerUrl },
    practiceId,
    { clients: CLIENTS, lines: LINES, colleagues: COLLEAGUES },
    networkRows(practiceId, COLLEAGUES),
  );
  const ours: number[] = [];
  const floor: number[] = [];
  const http: number[] = [];
  const found = await house.ask('GET', '/network');
  for (let round = 0; round <= ROUNDS; round += 1) {
    const one = await timed(house, practiceId, (tx, practice) => readNetwork(tx, practice, String(staffId)));
    const other = await timed(house, practiceId, async (tx) => {
      const asked = { tx, from: new Date(tx.now.getTime() - YEAR_MS), to: tx.now };
      await stillLearning(asked);
      await networkFloor(asked);
    });
    const startedAt = performance.now();
    await house.ask('GET', '/network');
    if (round === 0) continue;
    http.push(performance.now() - startedAt);
    ours.push(one);
    floor.push(other);
  }
  const [median, least, overHttp] = [ours, floor, http].map((times) => percentile(times, 0.5));
  const size = (list: unknown): number => (Array.isArray(list) ? list.length : 0);
  return [
    `${COLLEAGUES} colleagues, ${CLIENTS} clients, ${LINES} lines of the log, ten years`,
    `answers ${size(found['contacts'])} contacts, ${size(found['quiet'])} quiet, ${size(found['claims'])} claims`,
    `ours ${(median ?? 0).toFixed(0)} ms, floor ${(least ?? 0).toFixed(0)} ms, ratio ${((median ?? 0) / (least ?? 1)).toFixed(2)} (1.2 wanted); over HTTP ${(overHttp ?? 0).toFixed(0)} ms`,
  ];
}

async function timed(
  house: House,
  practiceId: string,
  work: (tx: Tx, practice: Practice) => Promise<unknown>,
): Promise<number> {
  return inTransaction(house.kindword.database, { practiceId, actor: WORKFLOW_ACTOR }, async (tx) => {
    const practice = await tx.em.findOneOrFail(Practice, practiceId);
    const startedAt = performance.now();
    await work(tx, practice);
    return performance.now() - startedAt;
  });
}
