import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { withoutLinkTokens } from '../email/public-link.ts';
import type { Answer, InOwnTransaction } from './route.ts';

type Paged = Extract<Answer, { pages: unknown }>;

/**
 * Sends page after page, each read when the reader has taken the one before: who reads slowly holds a socket and one
 * page in memory, and no transaction. A first page that cannot be read is answered as a problem; after a later one the
 * connection is cut, so that half of the records never looks like all of them.
 */
export async function sendPages(
  res: Response,
  { pages, type, headers = {} }: Paged,
  inOwnTransaction: InOwnTransaction,
): Promise<void> {
  const texts = pages(inOwnTransaction)[Symbol.asyncIterator]();
  const first = await texts.next();
  res.status(200).set(headers).type(type);
  if (res.req.method === 'HEAD') return void res.end();
  const sent = Readable.from(inOrder(first, texts));
  await pipeline(sent, res).catch((error: unknown) => {
    if (!isReaderGone(error)) throw error;
  });
}

async function* inOrder(first: IteratorResult<string>, texts: AsyncIterator<string>): AsyncGenerator<string> {
  for (let next = first; !next.done; next = await texts.next()) yield withoutLinkTokens(next.value);
}

/** They hung up: nothing is wrong here. */
function isReaderGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
