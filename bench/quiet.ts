import { quantile } from '../policy/reports/quantile.ts';
import { randomOf } from '../test/support/random.ts';
import { watchPractice, type FoundOut, type Full } from './quiet-world.ts';

const SEED = 5;
const PRACTICES = 1_000;
/** A month of "full" in the middle of the year that is watched, and a long one. */
const TIMES: readonly (readonly [string, Full])[] = [
  ['two months', { from: 850, to: 911 }],
  ['four months', { from: 850, to: 972 }],
];
const BANDS = [
  { words: 'one in two months to one a month', from: 0.5, to: 1 },
  { words: 'one to two a month', from: 1, to: 2 },
  { words: 'two to three a month', from: 2, to: 3 },
];

/** How soon a source that dries up is seen, and how often one that lives is taken for one (§5.4, docs/evidence). */
export function benchQuiet(): string[] {
  const all = watched(null, true);
  return [
    `seed ${SEED}, ${PRACTICES} practices, ${all.length} sources, one in six of which stops`,
    '',
    '| sources | median delay, days | p90, days | never found | dried: false alarms a year | watch: a year |',
    '| --- | --- | --- | --- | --- | --- |',
    row('all', all),
    ...BANDS.map(({ words, from, to }) =>
      row(
        words,
        all.filter(({ rate }) => rate >= from && rate < to),
      ),
    ),
    '',
    '| told "full" for | taken out of the gap | dried: false alarms a year | watch: a year |',
    '| --- | --- | --- | --- |',
    ...TIMES.flatMap(([words, full]) =>
      [true, false].map((takesOut) => {
        const { dried, watch } = alarmsOf(watched(full, takesOut));
        return `| ${words} | ${takesOut ? 'yes' : 'no'} | ${dried} | ${watch} |`;
      }),
    ),
  ];
}

/** The same practices each time. */
function watched(full: Full | null, takesOut: boolean): FoundOut[] {
  const random = randomOf(SEED);
  return Array.from({ length: PRACTICES }, () => watchPractice(random, full, takesOut)).flat();
}

function row(words: string, sources: readonly FoundOut[]): string {
  const delays = sources.flatMap(({ delay }) => delay ?? []);
  const { dried, watch } = alarmsOf(sources);
  const never = sources.filter(({ isFound }) => !isFound).length;
  const days = (share: number) => Math.round(quantile(delays, share) ?? Number.NaN);
  return `| ${words} | ${days(0.5)} | ${days(0.9)} | ${never} | ${dried} | ${watch} |`;
}

/** Of each living source and year. */
function alarmsOf(sources: readonly FoundOut[]): { dried: string; watch: string } {
  const living = sources.filter(({ delay, isFound }) => delay === null && isFound);
  const each = (what: 'dried' | 'watch') =>
    (living.reduce((sum, one) => sum + one[what], 0) / living.length).toFixed(2);
  return { dried: each('dried'), watch: each('watch') };
}
