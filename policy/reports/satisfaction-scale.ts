import type { Instrument } from '../clients/instruments.ts';

type Scale = {
  /** On 0–100, higher is better: `times` the score and `plus`. */
  times: number;
  plus: number;
  /** What counts as a score at all; a six of FFT is "don't know". */
  highest: number;
  /** From here on it is good; null: nobody has said where (§5.6). */
  goodFrom: number | null;
};

/** How each instrument is read (domain §5.6); two of them are never put together. */
export const SCALES: Readonly<Record<Instrument, Scale>> = {
  csat: { times: 25, plus: -25, highest: 5, goodFrom: 4 },
  fft: { times: 25, plus: -25, highest: 5, goodFrom: 4 },
  nps: { times: 10, plus: 0, highest: 10, goodFrom: 9 },
  srs: { times: 2.5, plus: 0, highest: 40, goodFrom: null },
  ors: { times: 2.5, plus: 0, highest: 40, goodFrom: null },
  core10: { times: -2.5, plus: 100, highest: 40, goodFrom: null },
};

/** The mean of so many scores on 0–100, higher is better; null of none. */
export function meanOnHundred(instrument: Instrument, sum: number, n: number): number | null {
  const { times, plus } = SCALES[instrument];
  return n === 0 ? null : (times * sum) / n + plus;
}
