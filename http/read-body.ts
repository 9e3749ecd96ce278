import { isUtf8 } from 'node:buffer';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { Problem } from './problem.ts';

const CSV_TYPES = [
  'text/csv',
  'application/csv',
  'text/plain',
  'text/tab-separated-values',
  'application/vnd.ms-excel',
  'application/octet-stream',
];
const DEEPEST = 32;
const PROTOTYPE = '__proto__';

const json = jsonOf('1mb', ['application/json', 'application/*+json']);
const anyJson = jsonOf('5mb', () => true);
/** A mail comes with its attachments, 35 MB of them before base64. */
const mail = jsonOf('50mb', () => true);
const csv = express.raw({ type: CSV_TYPES, limit: '50mb' });

/** Of a route that takes no body: compared under an Idempotency-Key, and never read. */
const ignored = express.raw({ type: () => true, limit: '1mb' });

const READERS = { json, any_json: anyJson, mail, csv, ignored };

/** Parses a body, after authentication; one of another media type stays undefined. */
export async function readBody(req: Request, res: Response, kind: keyof typeof READERS): Promise<void> {
  const reader = READERS[kind];
  await new Promise<void>(
    (resolve, reject) => void reader(req, res, (error?: unknown) => (error ? reject(error) : resolve())),
  );
  if (kind !== 'csv' && kind !== 'ignored') refuseTraps(req.body, DEEPEST);
}

/** `strict: false` parses any JSON value, so that one of the wrong type becomes a field error. */
function jsonOf(limit: string, type: string[] | (() => boolean)): RequestHandler {
  return express.json({ limit, type, strict: false, verify: refuseBrokenText });
}

function refuseBrokenText(_req: unknown, _res: unknown, bytes: Buffer): void {
  if (!isUtf8(bytes)) throw new Error('not UTF-8');
}

/** Refuses deep nesting, and the key `__proto__`, which zod passes over in silence. */
function refuseTraps(value: unknown, levels: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (levels === 0) throw new Problem(400, `The body is nested deeper than ${DEEPEST} levels.`);
  if (Object.hasOwn(value, PROTOTYPE)) {
    throw new Problem(422, `${PROTOTYPE}: is not a field of this request`, {
      errors: [{ path: PROTOTYPE, message: 'is not a field of this request' }],
    });
  }
  for (const inner of Object.values(value)) refuseTraps(inner, levels - 1);
}
