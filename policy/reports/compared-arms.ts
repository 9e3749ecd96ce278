import { rateOf, type Rate } from './rate.ts';

export const EFFECTS = ['refers_again', 'returns_sooner', 'referred_stay', 'moments'] as const;
export type Effect = (typeof EFFECTS)[number];

/** One group and what became of it: `k` of `n`, or the median of days of `n` (null of nobody). */
export type Arm = { arm: string; n: number } & ({ k: number } | { medianDays: number | null });

/** With fewer in any group nothing is compared (S38). */
export const FEWEST_IN_AN_ARM = 20;

/** Whether the groups may be put side by side: two or more, with twenty each. */
export function areComparable(arms: readonly Arm[]): boolean {
  return arms.length > 1 && arms.every(({ n }) => n >= FEWEST_IN_AN_ARM);
}

/** Groups side by side, in words that give no reason (S38); a difference is one only where two intervals lie apart. */
export function armsInWords(effect: Effect, arms: readonly Arm[]): string {
  if (!areComparable(arms)) return `Nothing is compared before each of these groups has ${FEWEST_IN_AN_ARM}.`;
  const said = arms.map((arm) => `${nameOf(arm.arm)} ${outcomeInWords(effect, arm)}`);
  return `${said.join('; ')}. ${verdict(arms)}`;
}

function outcomeInWords(effect: Effect, arm: Arm): string {
  if ('medianDays' in arm) return `were back after ${round(arm.medianDays ?? 0)} days (median of ${arm.n})`;
  return `${DID[effect]} in ${arm.k} of ${arm.n} (${Math.round((arm.k / arm.n) * 100)} %)`;
}

const DID: Readonly<Record<Effect, string>> = {
  refers_again: 'sent somebody again',
  returns_sooner: 'were back',
  referred_stay: 'stayed after the second session',
  moments: 'led to a referral',
};

const NAMES: Readonly<Record<string, string>> = {
  within_48h: 'Those thanked within 48 hours',
  later: 'those thanked later',
  referred: 'Referred people',
  other: 'people from other sources',
};

function nameOf(arm: string): string {
  return NAMES[arm] ?? `prompts at "${arm.replaceAll('_', ' ')}"`;
}

function verdict(arms: readonly Arm[]): string {
  const rates = arms.flatMap((arm) => ('k' in arm ? (rateOf(arm.k, arm.n) ?? []) : []));
  if (rates.length > 0 && !rates.some((one) => rates.some((other) => liesApart(one, other))))
    return 'No clear difference.';
  return 'An association: it does not say why.';
}

function liesApart(one: Rate, other: Rate): boolean {
  return one.high < other.low;
}

function round(days: number): number {
  return Math.round(days * 10) / 10;
}
