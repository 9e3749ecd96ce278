import { DAY_MS } from '../calendar/units.ts';

export const INSTRUMENTS = ['csat', 'fft', 'nps', 'srs', 'ors', 'core10'] as const;
export type Instrument = (typeof INSTRUMENTS)[number];

type InstrumentRule = {
  lowest: number;
  highest: number;
  whole: boolean;
  /** May be recorded of a named client; an outcome measure never is (§5.6). */
  named: boolean;
};

/** FFT: 5 is very good, 1 very poor, 6 "don't know", which is no score. */
const INSTRUMENT_RULES: Readonly<Record<Instrument, InstrumentRule>> = {
  csat: { lowest: 1, highest: 5, whole: true, named: true },
  fft: { lowest: 1, highest: 6, whole: true, named: true },
  nps: { lowest: 0, highest: 10, whole: true, named: false },
  srs: { lowest: 0, highest: 40, whole: false, named: false },
  ors: { lowest: 0, highest: 40, whole: false, named: false },
  core10: { lowest: 0, highest: 40, whole: true, named: false },
};

const FFT_DONT_KNOW = 6;

/** The fault of a score, in words for the person who typed it; null where there is none. */
export function scoreFault(instrument: Instrument, score: number): string | null {
  const { lowest, highest, whole } = INSTRUMENT_RULES[instrument];
  if (!(score >= lowest && score <= highest)) return `${instrument} runs from ${lowest} to ${highest}`;
  return whole && !Number.isInteger(score) ? `${instrument} is given in whole numbers` : null;
}

/** The lowest and the highest score of an instrument, and how far two scores lie apart at least. */
export function rangeOf(instrument: Instrument): { least: number; most: number; step: number } {
  const { lowest, highest, whole } = INSTRUMENT_RULES[instrument];
  const most = instrument === 'fft' ? FFT_DONT_KNOW - 1 : highest;
  return { least: lowest, most, step: whole ? 1 : 0.1 };
}

/** Whether this measure may be kept of a named client. */
export function mayBeNamed(instrument: Instrument): boolean {
  return INSTRUMENT_RULES[instrument].named;
}

/** The score as the floor of §2.3 E14 reads it, 1–5; "don't know" is none. */
export function floorScore(instrument: Instrument, score: number): number | null {
  return instrument === 'fft' && score === FFT_DONT_KNOW ? null : score;
}

/** A score closes the gate, and is a matter of care, for this long (§5a.7). */
const SCORE_COUNTS_MS = 180 * DAY_MS;

/** Whether a score of §2.3 E14, as `floorScore` reads it, is low and recent enough to count; instants are epoch milliseconds. */
export function isLowScore(
  { score, at }: { score: number; at: number },
  floor: number,
  now: number,
): boolean {
  return score <= floor && now - at < SCORE_COUNTS_MS;
}
