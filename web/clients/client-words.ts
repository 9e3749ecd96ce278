import { markup, type Markup } from '../../http/markup.ts';
import { PHASES } from '../../policy/journeys/stage.ts';
import type { Words } from '../words/words.ts';

/** A stage as people here call it: the practice's own name for it, or ours for one of the phases; nothing where none is known. */
export function stageName(stage: string | null, words: Words): string | null {
  const phase = PHASES.find((one) => one === stage);
  return phase ? words.say(`terms.phase.${phase}`) : stage;
}

/** Facts on one line, without those that are not known. */
export function inOneLine(facts: readonly (Markup | string | null)[]): Markup {
  const known = facts.filter((fact) => fact !== null);
  return markup`${known.map((fact, index) => markup`${index === 0 ? null : ' · '}${fact}`)}`;
}
