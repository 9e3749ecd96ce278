import { z } from 'zod';
import type { Desk } from './desk.ts';

const Found = z.object({ Messages: z.array(z.object({ MessageID: z.string() })) });
const Mail = z.object({ TextBody: z.string() });
const Address = z.object({ email: z.string() });
const TOKEN = { 'x-postmark-server-token': 'outbox-demo' };

/** The address of a client or colleague, by where the API has them. */
export async function addressOf(desk: Desk, path: string): Promise<string> {
  return Address.parse(await desk.get(path)).email;
}

/** A link as whoever got the mail sees it; staff read no such link in the API. */
export async function linkInMail(outbox: string, to: string, shape: RegExp): Promise<string> {
  const query = new URLSearchParams({ recipient: to, count: '50', offset: '0' });
  const { Messages } = Found.parse(await ask(`${outbox}/messages/outbound?${query}`));
  for (const { MessageID } of Messages) {
    const { TextBody } = Mail.parse(await ask(`${outbox}/messages/outbound/${MessageID}/details`));
    const link = shape.exec(TextBody)?.[0];
    if (link) return link;
  }
  throw new Error(`No mail to ${to} holds a link like ${shape}.`);
}

async function ask(url: string): Promise<unknown> {
  const answer = await fetch(url, { headers: TOKEN });
  return answer.json();
}

/** Opens a page as a browser does and sends its form, with the fields that nobody sees. Whether it was taken. */
export async function pressButton(link: string, action = link): Promise<boolean> {
  const html = await (await fetch(link)).text();
  const hidden = html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g);
  const fields = new URLSearchParams([...hidden].map(([, name, value]) => [name ?? '', value ?? '']));
  const { ok } = await fetch(action, { method: 'POST', body: fields });
  return ok;
}
