import { createServer } from 'node:http';
import { afterAll, expect, test } from '@jest/globals';
import { tryWebsite } from '../../activities/contact-path/websites.ts';
import { HostileServer } from '../support/hostile-server.ts';

const WITHIN_MS = 400;
const ROOM_MS = 3_000;

const site = createServer((req, res) => {
  const status = Number(req.url?.slice(1, 4));
  const location = req.url === '/302?for-ever' ? req.url : (req.url?.split('?to=')[1] ?? '');
  res.writeHead(status, location === '' ? {} : { location }).end('words');
});
await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
const address = site.address();
const port = address !== null && typeof address === 'object' ? address.port : 0;
const url = `http://127.0.0.1:${port}`;
afterAll(() => new Promise((resolve) => site.close(resolve)));

test.each([
  ['200', 'answers'],
  ['401', 'answers'],
  ['403', 'answers'],
  ['404', 'wrong_status'],
  ['410', 'wrong_status'],
  ['500', 'wrong_status'],
  ['301?to=/200', 'answers'],
  ['302?to=/500', 'wrong_status'],
  ['302?for-ever', 'wrong_status'],
  ['302?to=ftp://example.org', 'wrong_status'],
])('a website that answers %s is found to be: %s', async (path, found) => {
  expect(await tryWebsite(`${url}/${path}`, 'loopback')).toBe(found);
});

test('nobody looks into the network around us by a website, nor by where it leads', async () => {
  expect(await tryWebsite(`${url}/200`, 'public')).toBe('address_not_allowed');
  expect(await tryWebsite(`${url}/302?to=http://10.0.0.1/`, 'loopback')).toBe('address_not_allowed');
  expect(await tryWebsite(`${url}/302?to=http://169.254.169.254/latest`, 'private')).toBe(
    'address_not_allowed',
  );
  expect(await tryWebsite('http://nowhere.invalid/', 'public')).toMatch(/^no_such_host$|^unknown$/);
});

test.each([
  'says nothing',
  'never ends its headers',
  'asks for patience for ever',
  'switches protocols',
] as const)('a website that %s holds up nobody', async (manner) => {
  const server = await HostileServer.start(manner);
  const before = performance.now();

  const found = await tryWebsite(server.url, 'loopback', WITHIN_MS);

  expect(performance.now() - before).toBeLessThan(WITHIN_MS + ROOM_MS);
  expect(['timeout', 'answers']).toContain(found);
  await server.stop();
});
