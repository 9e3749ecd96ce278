import { dirname, join, normalize } from 'node:path';
import { expect, test } from '@jest/globals';
import { textFiles, textOf } from './support/text-files.ts';

const NOT_THE_HOUSE = /^(test|bench|demo|packages)\//;
const IMPORTS = /^(?:import|export)( type)?\s([^;]*?)from '(\.[^']+)'|import\('(\.[^']+)'\)/gm;

type Import = { from: string; to: string; typeOnly: boolean };
type Arrow = { from: string; to: string; dotted: boolean };

test('every import of the house runs along the arrows of the drawing, and every arrow is an import', () => {
  const imports = importsOfTheHouse()
    .map(({ from, to, typeOnly }) => ({ from: folderOf(from), to: folderOf(to), typeOnly }))
    .filter(({ from, to }) => from !== to);
  const arrows = drawn('Folders and who imports whom');
  const solid = arrows.filter(({ dotted }) => !dotted);

  const against = imports.filter(
    ({ from, to, typeOnly }) => !leads(solid, from, to) && !(typeOnly && leads(arrows, from, to)),
  );
  const invented = arrows.filter(
    (arrow) =>
      !imports.some(
        ({ from, to, typeOnly }) => from === arrow.from && to === arrow.to && typeOnly === arrow.dotted,
      ),
  );

  expect(arrows.length).toBeGreaterThan(10);
  expect(against).toEqual([]);
  expect(invented).toEqual([]);
});

test('no arrow of the drawing leads back to where it came from', () => {
  const arrows = drawn('Folders and who imports whom').filter(({ dotted }) => !dotted);

  expect(arrows.filter(({ from, to }) => leads(arrows, to, from))).toEqual([]);
});

test('the drawing of facts/ stands in the order in which its folders import one another', () => {
  const order = drawn('The order inside `facts/`').map(({ from }) => from);
  const wrong = importsOfTheHouse().filter(({ from, to }) => {
    if (!from.startsWith('facts/') || !to.startsWith('facts/')) return false;
    const [upper, lower] = [rankIn(order, from), rankIn(order, to)];
    return upper > lower;
  });

  expect(order.length).toBeGreaterThan(10);
  expect(wrong).toEqual([]);
});

/** The top folder first in the drawing; what stands directly in facts/ is below all. */
function rankIn(order: readonly string[], path: string): number {
  const [, folder = '', file] = path.split('/');
  if (file === undefined) return order.length;
  const rank = order.indexOf(folder);
  if (rank < 0) throw new Error(`facts/${folder}/ is missing in the drawing of docs/architecture.md`);
  return rank;
}

function importsOfTheHouse(): Import[] {
  return textFiles()
    .filter((path) => path.endsWith('.ts') && path.includes('/') && !NOT_THE_HOUSE.test(path))
    .flatMap((from) =>
      [...textOf(from).matchAll(IMPORTS)].map(([, type, names = '', path, dynamic]) => ({
        from,
        to: normalize(join(dirname(from), path ?? dynamic ?? '')),
        typeOnly: type !== undefined || (dynamic === undefined && bringsTypesOnly(names)),
      })),
    );
}

function bringsTypesOnly(names: string): boolean {
  const list = /^\{([^}]*)\}/.exec(names.trim());
  if (!list) return false;
  const brought = (list[1] ?? '').split(',').map((name) => name.trim());
  return brought.filter(Boolean).every((name) => name.startsWith('type '));
}

function folderOf(path: string): string {
  return path.split('/')[0] ?? '';
}

/** Whether there is a way along the arrows. */
function leads(arrows: readonly Arrow[], from: string, to: string, seen: readonly string[] = []): boolean {
  return arrows.some(
    (arrow) =>
      arrow.from === from &&
      (arrow.to === to || (!seen.includes(arrow.to) && leads(arrows, arrow.to, to, [...seen, from]))),
  );
}

/** The arrows of the drawing under a heading of docs/architecture.md, in its order. */
function drawn(heading: string): Arrow[] {
  const section = textOf('docs/architecture.md').split(`## ${heading}`)[1] ?? '';
  const block = /```mermaid\nflowchart TD\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
  return [...block.matchAll(/^ *([\w/-]+) (-->|-\.->) ([\w/-]+)/gm)].map(([, from = '', line, to = '']) => ({
    from,
    to,
    dotted: line === '-.->',
  }));
}
