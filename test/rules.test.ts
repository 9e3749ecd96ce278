import { expect, test } from '@jest/globals';
import { textFiles, textOf } from './support/text-files.ts';

const titles = textFiles()
  .filter((path) => /^test\/.*\.ts$/.test(path) && path !== 'test/rules.test.ts')
  .flatMap((path) => quoted(textOf(path)));

test.each(numbersOf(textOf('docs/rules.md')))('rule %s is kept by a test that names it', (rule) => {
  const named = new RegExp(String.raw`(?<![\w§.])${rule.replaceAll('.', String.raw`\.`)}(?![\w.]*\d)`);

  expect(titles.some((title) => named.test(title))).toBe(true);
});

/** The numbers in the first cell of a row, before a sentence, and in headings; in §5a a row has the number of its place. */
function numbersOf(rules: string): string[] {
  const numbers = new Set<string>();
  let section = '';
  for (const line of rules.split('\n')) {
    const heading = /^#+ (§\w+(?:\.\w+)*)?/.exec(line);
    if (heading) section = heading[1] ?? '';
    const cell =
      /^\| \*\*([^*]+)\*\* \|/.exec(line)?.[1] ??
      /^(§[\d.]+\d)/.exec(line)?.[1] ??
      (heading && section.includes('.') ? section : '');
    for (const number of cell.split(/[ ,]+/)) {
      if (/^([SDEM]\d+|§[\w.]+)$/.test(number)) numbers.add(number);
      if (/^\d+$/.test(number)) numbers.add(`${section}.${number}`);
    }
  }
  return [...numbers];
}

/** What stands in quotation marks on a line that is no comment: titles, and the rows of tables. */
function quoted(source: string): string[] {
  return source
    .split('\n')
    .filter((line) => !/^\s*(\/\/|\/?\*)/.test(line))
    .flatMap((line) => line.match(/(['`"]).*\1/g) ?? []);
}
