import { createHash } from 'node:crypto';
import type { Caller } from '../../api/answer-route.ts';
import { askingFor, askRaw, bodyOf, routeNamed } from '../../api/ask.ts';
import type { Installation } from '../../api/route.ts';
import { ownKeyHash, requestHash } from '../../entities/crypto/look-up.ts';
import type { IdempotentRequest } from '../../facts/idempotency.ts';
import type { Tx } from '../../facts/transaction.ts';
import { sentOnce } from '../parts/form.ts';
import { type AnyAct, type Params } from '../staff-page.ts';
import type { WordKey } from '../words/catalogue.ts';
import { bodyOfForm } from './body-of-form.ts';
import type { FormFields } from './form-fields.ts';

type Sent = { act: AnyAct; action: string; params: Params; fields: FormFields };
/** Where the answer to a form is shown, and what is said there. */
export type Outcome = { to: string | null; said: WordKey; at: string | null; answer: unknown };

/** Runs the route that a form stands for; throws the Problem or Refusal that it answers. The same form again is the same answer. */
export async function runAct(
  tx: Tx,
  { act, action, params, fields }: Sent,
  { caller, installation }: { caller: Caller; installation: Installation },
): Promise<Outcome> {
  const route = routeNamed(act.does);
  const read = act.reads?.(fields) ?? fields;
  const body = act.body
    ? await act.body(read, params, askingFor(tx, caller, installation))
    : bodyOfForm(route, read, caller.practice.timezone);
  const request = act.shows === 'always' ? null : onceOf(caller.me.staffId, action, fields, body);
  const query = act.query?.(fields) ?? {};
  const answer = bodyOf(await askRaw(tx, route, { params, query, body }, { caller, installation, request }));
  const done = { answer, params, fields };
  const said: WordKey = typeof act.said === 'function' ? act.said(done) : act.said;
  const at = act.at ? act.at(done) : (Object.values(params)[0] ?? null);
  return { to: act.to?.(done) ?? null, said, at, answer };
}

/** As an Idempotency-Key is for a program. */
function onceOf(
  staffId: string,
  action: string,
  fields: FormFields,
  body: unknown,
): IdempotentRequest | null {
  const once = sentOnce(fields.typed);
  if (once === null) return null;
  const asked = Buffer.isBuffer(body) ? body : JSON.stringify(body ?? null);
  const digest = createHash('sha256').update(`form ${action}\n`).update(asked).digest('base64url');
  return { key: ownKeyHash(staffId, once), hash: requestHash(digest) };
}
