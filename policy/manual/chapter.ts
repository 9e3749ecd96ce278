/** One line of the written sequence: what starts it, who acts, by when, the exact words, and what if nobody does. */
export type ManualStep = {
  key: string;
  trigger: string;
  who: string;
  byWhen: string;
  words: string;
  ifNobody: string;
};

/** Words that are said as they stand. */
export type Wording = { title: string; quote: string };

/** What is drawn: moments after a beginning, on a scale (`clock`) or only in their order (`path`). */
export type Drawing = {
  kind: 'clock' | 'path';
  title: string;
  points: readonly { afterMs: number; at: string; label: string }[];
};

/** One setting or one fact of the practice: what it is called, and what it is. */
export type Line = readonly [what: string, is: string];

/** A chapter by the pattern of a practice manual: goal, rules, routes, suggested wording. */
export type ManualSection = {
  key: string;
  title: string;
  goal: string;
  rules: readonly string[];
  lines: readonly Line[];
  steps: readonly ManualStep[];
  wordings: readonly Wording[];
  drawing: Drawing | null;
};

/** A chapter in which what is not said is empty. */
export function chapter(
  said: Pick<ManualSection, 'key' | 'title' | 'goal'> & Partial<ManualSection>,
): ManualSection {
  return { rules: [], lines: [], steps: [], wordings: [], drawing: null, ...said };
}
