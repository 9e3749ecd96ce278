import { createServer, type Server } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import type { Envelope } from '../../email/envelope.ts';
import { Mailer } from '../../email/mailer.ts';
import { HOSTILE_MANNERS, HostileServer, type HostileManner } from '../support/hostile-server.ts';
import { sideBySide } from '../support/side-by-side.ts';

const MINUTE_MS = 60_000;
const ENVELOPE: Envelope = {
  to: 'ruth@example.org',
  from: '"Willow" <hello@willow.example>',
  replyTo: 'hello@willow.example',
  subject: 'Thank you',
  text: 'Thank you.',
  html: '<p>Thank you.</p>',
  templateVersion: 'v1',
  sendId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
  tag: 'test',
  stream: 'outbound',
  automatic: false,
  postmarkServerToken: null,
  links: [],
  unsubscribeUrl: null,
  prompt: null,
};

let server: Server | null = null;
afterEach(() => void server?.close());

function mailerFor(port: number): Mailer {
  return new Mailer({ token: 'outbox-test', https: false, host: `127.0.0.1:${port}`, searchLagMs: 1_000 });
}

/** A mail server without tracking that refuses each e-mail like this. */
async function refusing(status: number, headers: Record<string, string>) {
  let asked = 0;
  server = createServer((request, response) => {
    if (request.method === 'GET') return void response.end('{"TrackOpens":false,"TrackLinks":"None"}');
    asked += 1;
    response.writeHead(status, headers).end('{"ErrorCode":100,"Message":"Maintenance"}');
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return { mailer: mailerFor(port), asked: () => asked };
}

test.each([
  [429, '120', 2 * MINUTE_MS],
  [503, '120', 2 * MINUTE_MS],
  [429, new Date(Date.now() + 10 * MINUTE_MS).toUTCString(), 10 * MINUTE_MS],
  [503, new Date(Date.now() + 10 * MINUTE_MS).toUTCString(), 10 * MINUTE_MS],
  [429, '999999999', 60 * MINUTE_MS],
  [429, new Date('2099-01-01').toUTCString(), 60 * MINUTE_MS],
])(
  'a mail server that answers %d with Retry-After: %s is left in peace for %d ms, an hour at most',
  async (status, header, ms) => {
    const { mailer, asked } = await refusing(status, { 'retry-after': header });

    const [first, second] = [await mailer.send(ENVELOPE), await mailer.send(ENVELOPE)];

    for (const outcome of [first, second]) {
      const notBefore = outcome.kind === 'not_sent' ? outcome.notBefore?.getTime() : undefined;
      expect(outcome.kind).toBe('not_sent');
      expect(Math.abs((notBefore ?? 0) - Date.now() - ms)).toBeLessThan(MINUTE_MS);
    }
    expect(asked()).toBe(1);
  },
);

test.each(['', 'soon', new Date('1999-01-01').toUTCString()])(
  'without a readable wish (%j) it is tried again as ever',
  async (header) => {
    const { mailer } = await refusing(429, { 'retry-after': header });

    expect(await mailer.send(ENVELOPE)).toEqual({ kind: 'not_sent', why: 'rate_limited' });
  },
);

const MANNERS = Object.keys(HOSTILE_MANNERS).filter((name): name is HostileManner => name in HOSTILE_MANNERS);
const beside = sideBySide(MANNERS.length);
beside.each(MANNERS)(
  'every call of the mail server ends by itself where it %s',
  async (manner) => {
    const hostile = await HostileServer.start(manner);
    const mailer = mailerFor(hostile.port);
    const ended = (work: Promise<unknown>) => work.then(JSON.stringify, () => 'threw');

    const outcomes = await Promise.all([
      ended(mailer.send(ENVELOPE)),
      ended(mailer.find(ENVELOPE.sendId, 'outbound', null)),
      ended(mailer.trackingFault('another')),
      ended(mailer.broadcastFault('another')),
      ended(mailer.removeRecipient('ruth@example.org', 'hello@willow.example')),
    ]);

    expect(outcomes).toEqual([
      '{"kind":"not_sent","why":"carrier_away"}',
      'threw',
      '"carrier_away"',
      '"carrier_away"',
      'null',
    ]);
    await hostile.stop();
  },
  40_000,
);
