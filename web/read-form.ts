import express, { type RequestHandler } from 'express';
import { Problem } from '../http/problem.ts';

/** What was typed into a form, as it was typed; a field that came twice counts once. */
export type Fields = Readonly<Record<string, string>>;

const LIMIT = '16kb';
const MOST_FIELDS = 200;

const parse = express.urlencoded({ extended: false, limit: LIMIT, parameterLimit: MOST_FIELDS });
/** RFC 8058 lets a mail program choose this form as well. */
const parseParts = express.text({ type: 'multipart/form-data', limit: LIMIT });

/** Reads a form that a browser posted; what is broken or too large is answered kindly and goes no further. */
export function readForm<Params>(): RequestHandler<Params> {
  return (req, res, next) => {
    const unreadable = (): void => next(new Problem(400, 'The form could not be read; nothing was changed.'));
    parse(req, res, (error?: unknown) => {
      if (error) return unreadable();
      parseParts(req, res, (broken?: unknown) => (broken ? unreadable() : next()));
    });
  };
}

/** The same where the request counts whatever its body is: one that is no form, broken or too large has no fields. */
export function readAnyForm<Params>(): RequestHandler<Params> {
  const read = readForm<Params>();
  return (req, res, next) => {
    read(req, res, (error?: unknown) => {
      if (error) req.body = undefined;
      next();
    });
  };
}

/** The fields of a body that `readForm` has read. */
export function fieldsOf(body: unknown): Fields {
  if (typeof body === 'string') return fieldsOfParts(body);
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => {
      const first: unknown = Array.isArray(value) ? value[0] : value;
      return typeof first === 'string' ? [[name, first.replaceAll('\0', '')]] : [];
    }),
  );
}

/** Short plain fields of a multipart body; there is nothing else that anybody sends us so. */
function fieldsOfParts(body: string): Fields {
  const parts = body.matchAll(
    /name="([^"\r\n]{1,60})"(?:\r?\n[^\r\n]+){0,5}\r?\n\r?\n([^\r\n]{0,200})\r?\n/g,
  );
  return Object.fromEntries([...parts].map(([, name = '', value = '']) => [name, value]));
}
