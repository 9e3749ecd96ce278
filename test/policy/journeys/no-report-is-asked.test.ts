import { dirname, join, normalize } from 'node:path';
import { expect, test } from '@jest/globals';
import { textFiles, textOf } from '../../support/text-files.ts';

const DECIDES = /^(policy|facts)\/journeys\//;
/** Who may ask for which report is known to whoever knows the roles: names, and no figure. */
const NAMES = ['policy/reports/report-terms.ts'];
const IMPORTED = /^(?:import|export) (?!type )[^;]*?from '(\.[^']+)'|import\('(\.[^']+)'\)/gm;

test('§2.4 S38 S58: whoever is asked, no report has been read for it, by any way', () => {
  const beginning = textFiles().filter((path) => path.endsWith('.ts') && DECIDES.test(path));

  const read = [...reachedFrom(beginning)];

  expect(beginning.length).toBeGreaterThan(20);
  expect(read.length).toBeGreaterThan(beginning.length);
  expect(read.filter((path) => /^(policy\/)?reports\//.test(path) && !NAMES.includes(path))).toEqual([]);
});

function reachedFrom(beginning: readonly string[]): Set<string> {
  const reached = new Set(beginning);
  for (const path of reached)
    for (const [, named, loaded] of textOf(path).matchAll(IMPORTED))
      reached.add(normalize(join(dirname(path), named ?? loaded ?? '')));
  return reached;
}
