import express, { type RequestHandler } from 'express';
import { Refusal } from './refusal.ts';

/** Reads a JSON body up to a size; a body of another kind is refused as Postmark refuses it. */
export function jsonBody(limit: string): RequestHandler[] {
  return [requireJson, express.json({ limit, strict: false })];
}

const requireJson: RequestHandler = (req, _res, next) => {
  const isJson = /^application\/json(?:\s*;|$)/i.test((req.get('Content-Type') ?? '').trim());
  next(
    isJson
      ? undefined
      : new Refusal(409, 'JSON required: send the Content-Type header application/json.', 415),
  );
};
