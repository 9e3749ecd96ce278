import { postMany, referrers, startEdge } from './edge.ts';
import { percentile, type House } from './house.ts';

const BURST = 300;
const PATIENT = 8;
const ROUNDS = 3;
const WANTED = 1.5;

/** Referrals of one practice all at once, against as many from a few patient clients: none fails, and none takes much longer. */
export async function benchBurst(house: House): Promise<string[]> {
  const clients = await referrers(house, BURST);
  await house.stopProgram();
  const edge = await startEdge(house, 'referrals');
  let next = 0;
  const body = () => ({
    learnedFrom: 'referrer',
    via: 'form',
    referrer: { clientId: clients[(next += 1) % BURST] },
    person: { firstName: `Sam ${crypto.randomUUID()}` },
  });
  const secondsOf = async (atOnce: number): Promise<number> => {
    const startedAt = performance.now();
    await postMany(edge.url, house.apiKey, body, { count: BURST, atOnce });
    return (performance.now() - startedAt) / 1_000;
  };
  await secondsOf(PATIENT);
  const patient: number[] = [];
  const burst: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    patient.push(await secondsOf(PATIENT));
    burst.push(await secondsOf(BURST));
  }
  await edge.stop();
  const ratios = burst.map((seconds, index) => seconds / (patient[index] ?? Number.NaN));
  const words = (seconds: readonly number[]) => seconds.map((one) => one.toFixed(2)).join(' ');
  return [
    `${BURST} POST /referrals of one practice, ${ROUNDS} rounds in turn, none failed`,
    `  at once ${words(burst)} s, from ${PATIENT} clients ${words(patient)} s, ratio median ${percentile(ratios, 0.5).toFixed(2)} (at most ${WANTED.toFixed(1)} wanted)`,
  ];
}
