/** What a report says of itself, as far as a review looks at it. */
export type Told = { report: string; n: number | null; stillLearning: boolean; missing: readonly string[] };

const NO_SATISFACTION = 'No satisfaction was recorded in these months.';
const STILL_LEARNING = 'Fewer than thirteen clean weeks so far: nothing is ranked by source yet.';

/** What a review cannot say, each once and in plain words: a dataset that is not there never keeps it from coming (§4.4). */
export function missingIn(reports: readonly Told[]): string[] {
  const said = reports.flatMap(({ missing }) => missing);
  const isWithoutScores = reports.some(({ report, n }) => report === 'satisfaction' && n === 0);
  const isLearning = reports.some(({ stillLearning }) => stillLearning);
  return [
    ...new Set([
      ...(isWithoutScores ? [NO_SATISFACTION] : []),
      ...(isLearning ? [STILL_LEARNING] : []),
      ...said,
    ]),
  ];
}
