import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Response } from 'express';

const compress = promisify(gzip);
/** Less than this goes in one packet anyway. */
const LEAST_BYTES = 1_200;

/** Sends a page, or a part of one, compressed where the browser takes that; status and other headers are set before. */
export async function sendPage(res: Response, html: string): Promise<void> {
  res.type('html').vary('Accept-Encoding');
  const bytes = Buffer.from(html);
  if (bytes.length < LEAST_BYTES || res.req.acceptsEncodings('gzip') !== 'gzip') {
    res.send(bytes);
    return;
  }
  const compressed = await compress(bytes);
  res.set('Content-Encoding', 'gzip').send(compressed);
}
