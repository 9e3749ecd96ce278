import type { z } from 'zod';
import type { ManualReading } from '../../entities/manual-reading.ts';
import type { Practice } from '../../entities/practice.ts';
import type { ManualInForce } from '../../facts/manual/read-manual.ts';
import { manualPage, type AroundManual } from '../../http/manual/manual-page.ts';
import { quotation, manualMarkdown } from '../../policy/manual/manual-markdown.ts';
import { stepsOf } from '../../policy/manual/manual.ts';
import type { ManualReadingView, ManualView } from '../schemas/manual.ts';

type Names = ReadonlyMap<string, string>;

/** The manual for programs. */
export function manualView(inForce: ManualInForce, names: Names): z.output<typeof ManualView> {
  const { manual, version, since, changes, readings } = inForce;
  return {
    version,
    since: since.toISOString(),
    title: manual.title,
    changes: changes.map(({ at, what, from, to }) => ({ at: at.toISOString(), what, from, to })),
    steps: stepsOf(manual),
    sections: manual.sections.map(({ key, title, goal, rules, lines, wordings, drawing }) => ({
      key,
      title,
      goal,
      rules: [...rules],
      lines: lines.map(([what, is]) => ({ what, is })),
      wordings: [...wordings],
      drawing: drawing && { ...drawing, points: [...drawing.points] },
    })),
    reads: readings.map((reading) => ({
      ...readingView(reading),
      name: names.get(reading.staffId) ?? null,
    })),
  };
}

export function readingView({ staffId, version, at }: ManualReading): z.output<typeof ManualReadingView> {
  return { staffId, version, at: at.toISOString() };
}

/** The manual for the folder in the office. */
export function manualHtml(inForce: ManualInForce, practice: Practice, names: Names): string {
  return manualPage(inForce.manual, around(inForce, practice, names));
}

/** The manual for whoever keeps theirs as text. */
export function manualText(inForce: ManualInForce, practice: Practice, names: Names): string {
  const { version, changes, readings } = around(inForce, practice, names);
  const changed = changes.map(
    ({ what, from, to }) => `**${what}**\n\n${quotation(from)}\n\nis now\n\n${quotation(to)}`,
  );
  const after = [
    '## What changed with this version',
    ...(changed.length > 0 ? changed : ['Nothing: it is the first.']),
    '## Read and understood',
    readings.length > 0
      ? readings.map((reading) => `- ${reading}`).join('\n')
      : 'Nobody has ticked this version yet.',
  ];
  return manualMarkdown(inForce.manual, { before: version, after: after.join('\n\n') });
}

/** Of this version only: what changed with it, and who has read it. */
function around(
  { version, since, changes, readings }: ManualInForce,
  { timezone }: Practice,
  names: Names,
): AroundManual {
  const day = (at: Date) => at.toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: timezone });
  return {
    version: `Version ${version}, in force since ${day(since)}.`,
    changes: changes.filter((change) => change.version === version),
    readings: readings
      .filter((reading) => reading.version === version)
      .map(({ staffId, at }) => `${names.get(staffId) ?? 'Somebody who left'}, ${day(at)}`),
  };
}
