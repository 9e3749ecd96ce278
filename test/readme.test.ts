import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import * as workflows from '../workflows/index.ts';
import { pathOf, textFiles, textOf } from './support/text-files.ts';

const Package = z.object({ scripts: z.record(z.string(), z.string()) });
const MADE_LATER = new Set(['.local/']);

const README = textOf('README.md');
const DOCUMENTS = textFiles().filter((path) => path.endsWith('.md'));

test('the README fits on a page or two', () => {
  expect(README.split('\n').length).toBeLessThanOrEqual(100);
});

test.each(DOCUMENTS)('every npm script that %s names exists', (document) => {
  const { scripts } = Package.parse(JSON.parse(textOf('package.json')));
  const named = [...textOf(document).matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, script]) => script);

  expect(named.filter((script) => !Object.hasOwn(scripts, script ?? ''))).toEqual([]);
});

test.each(DOCUMENTS)('every path that %s links or names exists', (document) => {
  expect(pathsIn(textOf(document)).filter((path) => !existsBeside(document, path))).toEqual([]);
});

test('every promise of the README is a workflow, and every workflow is a promise of the README', () => {
  const table = /## What it promises\n([\s\S]*?)\n##/.exec(README)?.[1] ?? '';
  const listed = [...table.matchAll(/^\| \[?`(\w+)`/gm)].map(([, name]) => name);
  const exported = Object.entries(workflows).flatMap(([name, value]) =>
    typeof value === 'function' ? [name] : [],
  );

  expect(new Set(listed)).toEqual(new Set(exported));
});

test.each(['.env.example', 'docs/operations.md'])(
  '%s holds every setting, and none that is not one',
  (document) => {
    const settings = settingsOf('server/config.ts');
    const text = textOf(document);

    expect(settings.filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
    expect(namesIn(text).filter((name) => !known().has(name))).toEqual([]);
  },
);

test('the compose file sets nothing that nobody reads', () => {
  const ours = namesIn(textOf('docker-compose.yml')).filter((name) =>
    /^(KINDWORD|DATABASE|POSTMARK|OUTBOX)_/.test(name),
  );

  expect(ours.filter((name) => !known().has(name))).toEqual([]);
});

/** Settings of the program, the outbox and the compose file. */
function known(): Set<string> {
  const compose = [...textOf('deploy/make-env.sh').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name ?? '');
  return new Set([
    ...settingsOf('server/config.ts'),
    ...namesIn(textOf('packages/postmark-outbox/src/command-line.ts')),
    ...compose,
  ]);
}

function settingsOf(path: string): string[] {
  const schema = /z\.object\(\{\n([\s\S]*?)\n\}\)/.exec(textOf(path))?.[1] ?? '';
  return [...schema.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name ?? '');
}

/** What looks like one of our settings. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/\b(?:KINDWORD|DATABASE|TEMPORAL|POSTMARK|OUTBOX)_[A-Z_]+\b/g)].map(
    ([name]) => name,
  );
}

/** Links, and words in code marks that can only be paths: with a folder, and a folder's slash or a file's ending. */
function pathsIn(text: string): string[] {
  const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, path]) => path ?? '');
  const named = [...text.matchAll(/`([\w.-]+\/[\w./-]*)`/g)].map(([, path]) => path ?? '');
  const isPath = (path: string) => path.endsWith('/') || /\.[a-z]{2,6}$/.test(path);
  return [...links.filter((path) => !path.startsWith('http')), ...named.filter(isPath)];
}

function existsBeside(document: string, path: string): boolean {
  return (
    MADE_LATER.has(path) || existsSync(pathOf(path)) || existsSync(pathOf(join(dirname(document), path)))
  );
}
