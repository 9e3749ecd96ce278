import type { ManualSection, ManualStep } from './chapter.ts';
import type { ManualFacts } from './manual-facts.ts';
import { SECTIONS } from './sections/all-sections.ts';

export type Manual = { title: string; sections: readonly ManualSection[] };

/**
 * The written sequence of what really runs in this practice on this day: the same facts make the same text, and every
 * time in it comes from the rule that acts.
 */
export function manualOf(facts: ManualFacts): Manual {
  return {
    title: `How good words are looked after at ${facts.practice.name}`,
    sections: SECTIONS.map((section) => section(facts)),
  };
}

/** All steps, in the order of the page. */
export function stepsOf({ sections }: Manual): ManualStep[] {
  return sections.flatMap(({ steps }) => steps);
}
