import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { json, list, number, object, string } from '../src/shape.ts';
import { aMail, clientOf } from './support.ts';

const run = promisify(execFile);
const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const Packed = json(list(object({ filename: string, files: list(object({ path: string })) })));
const Ready = json(object({ port: number, page: string }));
const Version = json(object({ version: string }));

let folder: string;
let paths: string[];

/** The package as npm would publish it, installed into an empty folder. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outbox-package-'));
  const packed = await run('npm', ['pack', '--silent', '--json', '--pack-destination', folder], {
    cwd: PACKAGE,
  });
  const [tarball] = Packed(packed.stdout);
  paths = tarball?.files.map(({ path }) => path) ?? [];
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await run(
    'npm',
    ['install', '--offline', '--no-audit', '--no-fund', join(folder, tarball?.filename ?? '')],
    {
      cwd: folder,
    },
  );
});
afterAll(() => rm(folder, { recursive: true }));

test('it holds the program, its types and its manual, and nothing else', () => {
  expect(paths).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'dist/main.js', 'dist/index.d.ts']));
  expect(paths.filter((path) => !/^(?:README\.md|LICENSE|package\.json|bin\/|dist\/)/.test(path))).toEqual(
    [],
  );
});

test('npx postmark-outbox says its version and its options', async () => {
  const { version } = Version(await readFile(join(PACKAGE, 'package.json'), 'utf8'));

  const said = await run('npx', ['--offline', 'postmark-outbox', '--version'], { cwd: folder });
  const help = await run('npx', ['--offline', 'postmark-outbox', '--help'], { cwd: folder });

  expect(said.stdout.trim()).toBe(version);
  expect(help.stdout).toContain('--hook-url');
});

test('a mail of the official client is found on its page and in its search', async () => {
  const child = spawn('npx', ['--offline', 'postmark-outbox', '--port', '0', '--exit-with-parent'], {
    cwd: folder,
  });
  try {
    const { port, page } = Ready(String(await firstLine(child)));
    const client = clientOf(port, 'outbox-local');
    const { MessageID } = await client.sendEmail(aMail({ Subject: 'Packed', Metadata: { sid: 'p1' } }));

    const found = await client.getOutboundMessages({ count: 1, offset: 0, metadata_sid: 'p1' });
    const html = await (await fetch(page)).text();

    expect(found.Messages[0]?.MessageID).toBe(MessageID);
    expect(html).toContain('Packed');
  } finally {
    child.stdin.end();
    await once(child, 'close');
  }
});

test('a test starts one in its own process', async () => {
  const script = `
    import { startOutbox } from 'postmark-outbox';
    const outbox = await startOutbox({ deliverAfterMs: 0 });
    const answer = await fetch(outbox.url + '/server', { headers: { 'X-Postmark-Server-Token': outbox.token } });
    await outbox.close();
    console.log(answer.status);
  `;

  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder });

  expect(stdout.trim()).toBe('200');
});

async function firstLine(child: ChildProcess): Promise<unknown> {
  if (!child.stdout) throw new Error('The program has no output.');
  const [line] = await once(createInterface(child.stdout), 'line');
  return line;
}
