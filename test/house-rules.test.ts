import { expect, test } from '@jest/globals';
import { textFiles, textOf } from './support/text-files.ts';

const LONGEST = 200;
/** Anybody's home on any machine; written so that this file does not name one. */
const HOMES = new RegExp(['home', 'Users', 'root'].map((folder) => `(?<![\\w.])/${folder}/\\w`).join('|'));

test(`no file of the program is longer than ${LONGEST} lines`, () => {
  const code = textFiles().filter(
    (path) => /\.(ts|js|sh|yml|liquid)$/.test(path) && !/^(migrations|test)\//.test(path),
  );
  const long = code
    .map((path) => ({ path, lines: textOf(path).trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > LONGEST);

  expect(code.length).toBeGreaterThan(100);
  expect(long).toEqual([]);
});

test('no text names a folder of the machine it was written on', () => {
  const named = textFiles().flatMap((path) => {
    const line = textOf(path)
      .split('\n')
      .findIndex((text) => HOMES.test(text));
    return line < 0 ? [] : [`${path}:${line + 1}`];
  });

  expect(named).toEqual([]);
});

/** Without a look at the error (lint refuses one that is named and unused), the second argument of `.then` included. */
const UNSEEN_ERROR =
  /\bcatch (\{|\(_)|\.catch\(\s*(async )?\((_[^)]*)?\)|\.then\([^;]*?,\s*(async )?\(\) =>/g;
const PROGRAM =
  /^(activities|api|email|entities|facts|http|imports|policy|reports|server|web|worker|workflows)\/.*\.ts$/;
/** One comment inside says why, or the error becomes another one. */
const EXPLAINED = /\/\/ harmless: \w|^\s*throw /m;

test('no error is swallowed without its kind in the log, or one comment "harmless: why"', () => {
  const swallowed = textFiles()
    .filter((path) => PROGRAM.test(path))
    .flatMap((path) => {
      const text = textOf(path);
      return [...text.matchAll(UNSEEN_ERROR)].flatMap(({ index }) => {
        const before = text.slice(0, index).split('\n');
        const around = [...before.slice(-2), ...text.slice(index).split('\n').slice(0, 3)].join('\n');
        return EXPLAINED.test(around) ? [] : [`${path}:${before.length}`];
      });
    });

  expect(swallowed).toEqual([]);
});

/** Inline style and script, attributes of htmx that hold script, and names of its second version (its header `HX-Request` is still sent). */
const INLINE =
  /<style|\sstyle=|\son(click|change|input|submit|load|error)=|hx-on|["'{]js:|javascript:|\bHX-(Trigger-Name|Prompt)\b|(?<!\.get\(')hx-(disabled-elt|ext|params|prompt|history-elt|request)\b|hx-trigger="[^"]*\[/i;

test('no page holds inline style or script, nor attributes of htmx that are script or of its second version', () => {
  const inline = textFiles()
    .filter((path) => /^(web|http)\//.test(path))
    .flatMap((path) =>
      textOf(path)
        .split('\n')
        .flatMap((line, index) => (INLINE.test(line) ? [`${path}:${index + 1}`] : [])),
    );

  expect(inline).toEqual([]);
});
