import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aMail, eventually, TestOutbox } from './support.ts';

const HOSTILE = '<script>alert("x")</script>';

let outbox: TestOutbox;
let messageId: string;
beforeAll(async () => {
  outbox = await TestOutbox.start();
  const sent = await outbox.client.sendEmail(
    aMail({
      Subject: HOSTILE,
      TextBody: `${HOSTILE} see https://example.org/a?b=1&c="d"`,
      HtmlBody: `<p>Hello</p>${HOSTILE}`,
      Tag: HOSTILE,
      Metadata: { sid: HOSTILE },
      Headers: [{ Name: 'X-Note', Value: HOSTILE }],
    }),
  );
  messageId = sent.MessageID;
});
afterAll(() => outbox.stop());

test.each(['', '?view=html', '?view=headers', '?view=json'])(
  'no script of a mail gets into its page%s',
  async (view) => {
    const { text, policy } = await open(`/mails/${messageId}${view}`);

    expect(text).not.toContain('<script');
    expect(text).toContain('&lt;script&gt;');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('script-src');
  },
);

test('the list shows a hostile subject, a search for it and nothing of its script', async () => {
  const { text } = await open(`?q=${encodeURIComponent(HOSTILE)}`);

  expect(text).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;</a>');
  expect(text).not.toContain('<script');
});

test('the HTML of a mail is shown in a sandbox that neither runs nor loads anything', async () => {
  const { text } = await open(`/mails/${messageId}?view=html`);
  const framed = await open(`/mails/${messageId}/html`);

  expect(text).toContain(`<iframe sandbox="" src="/outbox/mails/${messageId}/html"`);
  expect(framed.text).toContain('<p>Hello</p>');
  expect(framed.policy).toMatch(/^sandbox; default-src 'none'/);
});

test('links in the text of a mail can be followed', async () => {
  const { text } = await open(`/mails/${messageId}`);

  expect(text).toContain('<a href="https://example.org/a?b=1&amp;c=" rel="noreferrer noopener">');
});

test.each([
  ['a recipient', 'searched@', 1],
  ['metadata', 'needle', 1],
  ['a wildcard taken literally', '%', 0],
])('the search finds %s', async (_what, words, count) => {
  await outbox.client.sendEmail(
    aMail({ To: `searched@example.com`, Metadata: { sid: `needle-${words.length}` } }),
  );

  const { text } = await open(`?q=${encodeURIComponent(words)}`);

  expect(text.includes('No mails.')).toBe(count === 0);
});

test('reading a page changes nothing', async () => {
  const response = await fetch(`${outbox.url}/outbox/mails/${messageId}/events?event=complaint`);

  expect(response.status).not.toBe(200);
  expect((await outbox.client.getBounces()).TotalCount).toBe(0);
});

test.each<[string, Record<string, string>]>([
  ['another origin', { Origin: 'https://evil.example' }],
  ['a hidden origin', { Origin: 'null' }],
  ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
  ['a neighbour on the same machine', { 'Sec-Fetch-Site': 'same-site', Origin: 'http://127.0.0.1:1' }],
])('a form posted from %s is refused', async (_what, headers) => {
  const response = await post('/settings', { fireTwice: 'true' }, headers);

  expect(response.status).toBe(403);
  expect(await (await fetch(`${outbox.url}/outbox/settings`)).json()).toEqual({ fireTwice: false });
});

test("the page's own form is obeyed and leads back to the page", async () => {
  const on = await post(
    '/settings',
    { fireTwice: 'true' },
    { Origin: outbox.url, 'Sec-Fetch-Site': 'same-origin' },
  );
  const turnedOn = await (await fetch(`${outbox.url}/outbox/settings`)).json();
  await post('/settings', {}, { Origin: outbox.url });

  expect(on.status).toBe(303);
  expect(on.headers.get('Location')).toBe('/outbox');
  expect(turnedOn).toEqual({ fireTwice: true });
  expect(await (await fetch(`${outbox.url}/outbox/settings`)).json()).toEqual({ fireTwice: false });
});

test('a mail delivered by button shows it', async () => {
  const { MessageID } = await outbox.client.sendEmail(aMail());

  await post(`/mails/${MessageID}/events`, { event: 'soft-bounce' }, { Accept: 'text/html' });

  await eventually(async () => ((await open(`/mails/${MessageID}`)).text.includes('Bounced') ? true : null));
});

async function open(path: string): Promise<{ text: string; policy: string }> {
  const response = await fetch(`${outbox.url}/outbox${path}`);
  return { text: await response.text(), policy: response.headers.get('Content-Security-Policy') ?? '' };
}

async function post(
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string>,
): Promise<Response> {
  return fetch(`${outbox.url}/outbox${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { Accept: 'text/html', ...headers },
    redirect: 'manual',
  });
}
