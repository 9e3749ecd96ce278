import type { Manual } from './manual.ts';

/** Everything that the manual states, each under a name that people understand. */
export type Statements = Readonly<Record<string, string>>;

/** What changed between two versions; "nothing" stands for what is not in one of them. */
export type ManualChange = { what: string; from: string; to: string };

const NOTHING = 'nothing';

/** The manual taken apart: two texts are the same if and only if their statements are. */
export function statementsOf({ title, sections }: Manual): Statements {
  const stated: Record<string, string> = { 'The title': title };
  const state = (what: string, is: string): void => {
    let name = what;
    for (let nth = 2; Object.hasOwn(stated, name); nth += 1) name = `${what} (${nth})`;
    stated[name] = is;
  };
  for (const section of sections) {
    const of = section.title;
    state(`${of}: the goal`, section.goal);
    section.rules.forEach((rule, index) => state(`${of}: rule ${index + 1}`, rule));
    section.lines.forEach(([what, is]) => state(`${of}: ${what}`, is));
    for (const step of section.steps) {
      const named = `${of}, ${step.key.split('/').slice(1).join(' ').replaceAll('-', ' ')}`;
      state(`${named}: what starts it`, step.trigger);
      state(`${named}: who`, step.who);
      state(`${named}: by when`, step.byWhen);
      state(`${named}: the words`, step.words);
      state(`${named}: if nobody does`, step.ifNobody);
    }
    section.wordings.forEach(({ title: what, quote }) => state(`${of}: ${what}`, quote));
    const points = section.drawing?.points ?? [];
    points.forEach(({ at, label }, index) => state(`${of}, drawn, ${index + 1}`, `${at}: ${label}`));
  }
  return stated;
}

/** What was changed, added and taken away, in the order of the page. */
export function changesBetween(before: Statements, now: Statements): ManualChange[] {
  const changed = Object.entries(now).flatMap(([what, to]) => {
    const from = before[what] ?? NOTHING;
    return from === to ? [] : [{ what, from, to }];
  });
  const gone = Object.entries(before).flatMap(([what, from]) =>
    Object.hasOwn(now, what) ? [] : [{ what, from, to: NOTHING }],
  );
  return [...changed, ...gone];
}
