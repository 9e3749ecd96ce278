import { randomUUID } from 'node:crypto';
import { stamp } from '../web/form-stamp.ts';
import { together, type House } from './house.ts';

const POSTS = Number(process.env['BENCH_POSTS'] ?? 2_000);
const AT_ONCE = Number(process.env['BENCH_AT_ONCE'] ?? 4);
const SAMPLE = 5;

type Timed = { known: boolean; ms: number };

/** Whether the time of an answer tells who is known here: the public consent form, known and unknown in turn. */
export async function benchKnown(house: House): Promise<string[]> {
  const { id, slug } = await house.ask('GET', '/practice');
  const practice = { id: String(id), slug: String(slug) };
  const url = `${new URL(house.api).origin}/p/${practice.slug}/consent`;
  const people = await peopleOf(house);
  const timed: Timed[] = [];
  await together(people.length, AT_ONCE, async (index) => {
    const one = people[index];
    if (one) timed.push({ known: one.known, ms: await timeOf(url, practice.id, one.email) });
  });
  const half = Math.floor(timed.length / 2);
  const [seen, unseen] = [timed.slice(0, half), timed.slice(half)];
  const medians = [seen, unseen].map(samplesOf);
  return [
    `${timed.length} posts, ${AT_ONCE} at once`,
    `median known ${median(timesOf(timed, true)).toFixed(1)} ms, unknown ${median(timesOf(timed, false)).toFixed(1)} ms`,
    `a classifier of one answer is right in ${shareRight(seen, unseen)} %`,
    `of the median of ${SAMPLE} answers in ${shareRight(medians[0] ?? [], medians[1] ?? [])} %`,
  ];
}

/** Half of them clients, each of whom says yes for the first time; the other half nobody. In random order. */
async function peopleOf(house: House): Promise<{ known: boolean; email: string }[]> {
  const people = Array.from({ length: POSTS }, (_, index) => ({
    known: index % 2 === 0,
    email: `known-${index}@example.org`,
    order: Math.random(),
  }));
  const clients = people.filter(({ known }) => known);
  await together(clients.length, 8, async (index) => {
    await house.ask('POST', '/clients', { firstName: 'Robin', email: clients[index]?.email });
  });
  return people.toSorted((one, other) => one.order - other.order);
}

async function timeOf(url: string, practiceId: string, email: string): Promise<number> {
  const once = randomUUID();
  const shown = stamp({ practiceId, name: 'consent', once }, new Date(Date.now() - 10_000));
  const body = new URLSearchParams({ once, shown, firstName: 'Robin', email, agree: 'yes' });
  const startedAt = performance.now();
  const response = await fetch(url, { method: 'POST', body });
  await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${url}: ${response.status}`);
  return performance.now() - startedAt;
}

function timesOf(timed: readonly Timed[], known: boolean): number[] {
  return timed.filter((one) => one.known === known).map(({ ms }) => ms);
}

function samplesOf(timed: readonly Timed[]): Timed[] {
  return [true, false].flatMap((known) => {
    const times = timesOf(timed, known);
    return Array.from({ length: Math.floor(times.length / SAMPLE) }, (_, index) => ({
      known,
      ms: median(times.slice(index * SAMPLE, (index + 1) * SAMPLE)),
    }));
  });
}

/** The best threshold of one half, tried on the other (percent). */
function shareRight(seen: readonly Timed[], unseen: readonly Timed[]): string {
  const thresholds = seen.flatMap(({ ms }) => [
    { ms, knownAbove: true },
    { ms, knownAbove: false },
  ]);
  const rightIn = (of: readonly Timed[], { ms, knownAbove }: { ms: number; knownAbove: boolean }) =>
    of.filter((one) => (one.ms > ms ? knownAbove : !knownAbove) === one.known).length;
  const best = thresholds.reduce((one, other) => (rightIn(seen, other) > rightIn(seen, one) ? other : one));
  return ((100 * rightIn(unseen, best)) / unseen.length).toFixed(1);
}

function median(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
}
