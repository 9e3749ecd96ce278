import { format } from 'node:util';
import { beforeAll, test } from '@jest/globals';

type Run = () => Promise<void>;
type Add = (name: string, run: Run, patienceMs?: number) => void;
type SideBySide = Add & { each: Each };
type Each = {
  <Row extends readonly [unknown, ...unknown[]]>(
    rows: readonly Row[],
  ): (name: string, run: (...row: Row) => Promise<void>, patienceMs?: number) => void;
  <Row>(rows: readonly Row[]): (name: string, run: (row: Row) => Promise<void>, patienceMs?: number) => void;
};

const AT_ONCE = 5;
/** They share two cores, so that each of them takes longer than it would alone. */
const PATIENCE_MS = 300_000;
const ALL_MS = 1_200_000;

/**
 * Tests that mostly wait and share nothing are run at the same time and reported one by one. They run inside one hook,
 * because Jest refuses lazy imports, which the program makes, as soon as one of several concurrent tests has ended.
 */
export function sideBySide(atOnce = AT_ONCE): SideBySide {
  const waiting: Run[] = [];
  beforeAll(async () => {
    await Promise.all(Array.from({ length: atOnce }, () => runThrough(waiting)));
  }, ALL_MS);

  const add: Add = (name, run, patienceMs = PATIENCE_MS) => {
    let outcome: PromiseSettledResult<void> | undefined;
    waiting.push(async () => {
      [outcome] = await Promise.allSettled([inTime(run(), patienceMs)]);
    });
    test(name, () => {
      if (outcome?.status !== 'fulfilled') throw outcome?.reason ?? new Error('It was not run.');
    });
  };
  const each: Each = (rows: readonly unknown[]) => {
    return (name: string, run: (...row: never[]) => Promise<void>, patienceMs?: number) => {
      for (const row of rows) {
        const values: unknown[] = Array.isArray(row) ? row : [row];
        add(titleOf(name, row, values), () => Reflect.apply(run, undefined, values), patienceMs);
      }
    };
  };
  return Object.assign(add, { each });
}

async function runThrough(waiting: Run[]): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) await next();
}

async function inTime(running: Promise<void>, patienceMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not over after ${patienceMs} ms.`)), patienceMs);
  });
  try {
    await Promise.race([running, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** As Jest writes the title of a row: `%s` takes the next value, `$name` a field. */
function titleOf(name: string, row: unknown, values: readonly unknown[]): string {
  const placeholders = name.match(/%[sdj]/g)?.length ?? 0;
  const named = name.replaceAll(/\$(\w+)/g, (text, field: string) =>
    format('%s', fieldOf(row, field) ?? text),
  );
  return format(named, ...values.slice(0, placeholders));
}

function fieldOf(row: unknown, field: string): unknown {
  return typeof row === 'object' && row !== null
    ? Object.entries(row).find(([name]) => name === field)?.[1]
    : null;
}
