import type { TestKindword } from './kindword.ts';

/** Posts to us as the mail server does. */
export function postHook(
  { url, settings }: TestKindword,
  hook: 'events' | 'inbound',
  body: unknown,
): Promise<Response> {
  const { user, password } = settings.mail.hooks;
  return fetch(`${url}/hooks/postmark/${hook}`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
}

/** Something happened to an e-mail, and we took note of it. */
export async function postmarkSays(kindword: TestKindword, event: Record<string, unknown>): Promise<void> {
  const { status } = await postHook(kindword, 'events', event);
  if (status !== 200) throw new Error(`The hook answered ${status}.`);
}
