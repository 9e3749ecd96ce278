import { toMs } from '../calendar/duration.ts';

/** `path` as in `acknowledgement.sendAt`; empty for the policy as a whole. */
export type PolicyFault = { path: string; message: string };

/** Every duplicate in a list. */
export function listFaults(path: string, list: readonly string[]): PolicyFault[] {
  const twice = [...new Set(list.filter((entry, index) => list.indexOf(entry) !== index))];
  return twice.map((entry) => ({ path, message: `${entry} is named twice.` }));
}

/** Every pair of durations in one section that is in the wrong order. */
export function inOrder<Section extends object>(
  path: string,
  section: Section,
  pairs: readonly [DurationKey<Section>, DurationKey<Section>][],
  relation: 'before' | 'no later than',
): PolicyFault[] {
  const read = (key: DurationKey<Section>) => toMs(String(section[key]));
  return pairs
    .filter(([early, late]) => (relation === 'before' ? read(early) >= read(late) : read(early) > read(late)))
    .map(([early, late]) => ({ path: `${path}.${early}`, message: `${early} must be ${relation} ${late}.` }));
}

type DurationKey<Section> = {
  [Key in keyof Section & string]: Section[Key] extends string ? Key : never;
}[keyof Section & string];
