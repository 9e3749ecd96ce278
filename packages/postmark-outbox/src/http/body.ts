import type { IncomingMessage } from 'node:http';
import { ApiError } from './api-error.ts';

export type BodyReader = (req: IncomingMessage) => Promise<unknown>;

export const MEGABYTE = 1024 * 1024;
const JSON_TYPE = /^application\/json(?:\s*;|$)/i;
const FORM_TYPE = /^application\/x-www-form-urlencoded(?:\s*;|$)/i;

const TOO_LARGE = new ApiError(413, 'The payload is too large.', 413);
const INVALID_JSON = new ApiError(402, 'Invalid JSON.');

/** Reads a JSON body up to a size; a body of another type is refused as Postmark refuses it. */
export function jsonBody(maxBytes: number): BodyReader {
  return async (req) => {
    if (!JSON_TYPE.test(typeOf(req))) {
      throw new ApiError(409, 'JSON required: send the Content-Type header application/json.', 415);
    }
    return readJson(req, maxBytes);
  };
}

/** Reads what a form of the page or a program posts; a body of another type counts as none. */
export function formOrJsonBody(maxBytes: number): BodyReader {
  return async (req) => {
    if (FORM_TYPE.test(typeOf(req))) {
      return Object.fromEntries(new URLSearchParams((await readText(req, maxBytes)) ?? ''));
    }
    return JSON_TYPE.test(typeOf(req)) ? readJson(req, maxBytes) : undefined;
  };
}

function typeOf(req: IncomingMessage): string {
  return (req.headers['content-type'] ?? '').trim();
}

async function readJson(req: IncomingMessage, maxBytes: number): Promise<unknown> {
  const body = await readText(req, maxBytes);
  if (body === undefined) return undefined;
  if (body === '') return {};
  try {
    return JSON.parse(body);
  } catch {
    throw INVALID_JSON;
  }
}

/** The body as text, inflated and decoded as its headers say; undefined where the request has none. */
async function readText(req: IncomingMessage, maxBytes: number): Promise<string | undefined> {
  if (req.headers['transfer-encoding'] === undefined && req.headers['content-length'] === undefined) {
    return undefined;
  }
  const decoder = decoderOf(typeOf(req));
  const encoding = (req.headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding !== 'identity' && !isCompression(encoding)) {
    throw new ApiError(409, 'The content encoding is not supported.', 415);
  }
  const bytes = await readBytes(req, maxBytes);
  return decoder.decode(encoding === 'identity' ? bytes : inflate(bytes, encoding, maxBytes));
}

async function readBytes(req: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(req.headers['content-length'] ?? 0) > maxBytes) throw TOO_LARGE;
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    req.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) reject(TOO_LARGE);
      else chunks.push(chunk);
    });
    req.once('end', () => resolve(Buffer.concat(chunks)));
    req.once('error', reject);
  });
}

const DECOMPRESS = { gzip: 'gunzipSync', deflate: 'inflateSync', br: 'brotliDecompressSync' } as const;

function isCompression(encoding: string): encoding is keyof typeof DECOMPRESS {
  return Object.hasOwn(DECOMPRESS, encoding);
}

function inflate(bytes: Buffer, encoding: keyof typeof DECOMPRESS, maxBytes: number): Buffer {
  const zlib = process.getBuiltinModule('node:zlib');
  try {
    return zlib[DECOMPRESS[encoding]](bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    throw codeOf(error) === 'ERR_BUFFER_TOO_LARGE' ? TOO_LARGE : INVALID_JSON;
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

function decoderOf(contentType: string): TextDecoder {
  const charset = /;\s*charset="?(?<name>[^\s;"]+)/i.exec(contentType)?.groups?.['name'] ?? 'utf-8';
  try {
    if (/^utf-/i.test(charset)) return new TextDecoder(charset);
  } catch {
    // An unknown name, refused below like every other.
  }
  throw new ApiError(409, 'The character set is not supported.', 415);
}
