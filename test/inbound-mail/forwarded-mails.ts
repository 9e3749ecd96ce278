import { readdir, readFile } from 'node:fs/promises';

const FORWARDED = new URL('forwarded-mails/', import.meta.url);

/** The test mails of email-forward-parser (MIT): what mail programs in twenty languages make of one mail. */
export async function forwardedMails(): Promise<{ name: string; text: string }[]> {
  const names = (await readdir(FORWARDED)).filter((name) => name.endsWith('.txt')).toSorted();
  return Promise.all(
    names.map(async (name) => ({ name, text: await readFile(new URL(name, FORWARDED), 'utf8') })),
  );
}
