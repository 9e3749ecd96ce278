import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import type { Database } from '../facts/database.ts';
import { practiceOfHook } from '../facts/practice/save-hook-credential.ts';
import { failedAuthLimit } from '../http/failed-auth-limit.ts';
import { Problem } from '../http/problem.ts';
import { MINUTE_MS } from '../policy/calendar/units.ts';
import type { HookCredentials } from './provider-hooks.ts';

type Parts = { database: Database; hooks: HookCredentials; metrics: Registry; log: Logger };
type Given = { user: string; password: string };

/**
 * Who posts an event of the mail provider: a practice's own server (answers its practice), or the installation's (null).
 * Everybody else is refused, counted, limited by address, and said in the log once a minute, without what they gave.
 */
export function hookAuthentication(parts: Parts): (req: Request, res: Response) => Promise<string | null> {
  const { database, hooks, metrics, log } = parts;
  const failures = new Counter({
    name: 'kindword_hook_auth_failures_total',
    help: 'Events of the mail provider that were refused because of their user or password',
    registers: [metrics],
  });
  let saidAt = 0;
  const countFailure = failedAuthLimit(() => {
    failures.inc();
    if (Date.now() - saidAt < MINUTE_MS) return;
    saidAt = Date.now();
    log.warn({}, 'events of the mail provider were refused: their user or password is not known');
  });

  return async (req, res) => {
    const given = credentialsOf(req);
    if (given && isTheInstallation(given, hooks)) return null;
    const practiceId = given && (await practiceOfHook(database, given, new Date()));
    if (practiceId) return practiceId;
    await countFailure(req, res);
    throw new Problem(
      401,
      "Webhooks need the user and password of POSTMARK_WEBHOOK_USER and POSTMARK_WEBHOOK_PASSWORD, or a practice's own (POST /api/v1/practice/hook-credentials).",
      { headers: { 'WWW-Authenticate': 'Basic realm="webhooks"' } },
    );
  };
}

function credentialsOf(req: Request): Given | null {
  const [scheme, encoded] = (req.get('authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic') return null;
  const [user = '', ...password] = Buffer.from(encoded ?? '', 'base64')
    .toString('utf8')
    .split(':');
  return { user, password: password.join(':') };
}

/** Compares with each of them, whatever the first says, so that the time tells nothing. */
function isTheInstallation({ user, password }: Given, hooks: HookCredentials): boolean {
  const accepted = [hooks.password, ...(hooks.formerPasswords ?? [])];
  const fits = accepted.map((one) => sameText(`${user}:${password}`, `${hooks.user}:${one}`));
  return fits.includes(true);
}

function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
