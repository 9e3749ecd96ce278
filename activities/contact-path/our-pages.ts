import { setTimeout as pause } from 'node:timers/promises';
import { OWN_VISIT, ownVisit } from '../../facts/contact-path/own-visit.ts';
import type { ChecksToMake, PageToTry } from '../../facts/contact-path/prepare-checks.ts';
import { QUICKEST_MS } from '../../policy/access/form-pace.ts';
import type { ContactFault } from '../../policy/contact-path/contact-faults.ts';
import type { ContactResult } from '../../policy/contact-path/contact-result.ts';
import { askOutside, type OutsideAnswer } from '../outside/ask-outside.ts';

const WITHIN_MS = 8_000;
const MOST_BYTES = 300_000;
/** A little longer than the quickest person. */
const FILLED_IN_MS = QUICKEST_MS + 200;
const HIDDEN = /<input type="hidden" name="(once|shown)" value="([^"]*)">/g;

type Form = ChecksToMake['forms'][number];

/** Opens one of our forms as a visitor does, fills it in and sends it; whether it is worked off shows later. */
export async function tryForm(publicUrl: string, form: Form): Promise<ContactResult> {
  const { part, path, fields, secret, markId } = form;
  const failed = (why: ContactFault): ContactResult => ({ part, found: 'failed', why });
  const page = await visit(publicUrl, path);
  if ('fault' in page) return failed(page.fault);
  if (page.status !== 200) return failed('wrong_status');
  const hidden = Object.fromEntries(
    [...page.body.matchAll(HIDDEN)].map(([, name = '', value = '']) => [name, value]),
  );
  const asks = (name: string) => page.body.includes(` name="${name}"`);
  if (!hidden['once'] || !hidden['shown'] || !Object.keys(fields).every(asks)) return failed('not_our_page');
  await pause(FILLED_IN_MS);
  const answer = await visit(publicUrl, path, { ...hidden, ...fields, check: secret });
  if ('fault' in answer) return failed(answer.fault);
  return answer.status === 200 ? { part, found: 'sent', markId } : failed('wrong_status');
}

/** What is wrong with a page of ours; null: nothing. */
export async function tryPage(
  publicUrl: string,
  { path, status, type, says }: PageToTry,
): Promise<ContactFault | null> {
  const page = await visit(publicUrl, path);
  if ('fault' in page) return page.fault;
  if (page.status !== status) return 'wrong_status';
  const isOurs = page.headers['content-type']?.startsWith(type) === true && page.body.includes(says ?? '');
  return isOurs ? null : 'not_our_page';
}

/** Through PUBLIC_URL, as everybody comes; the operator chose it, so that no address is refused. */
function visit(
  publicUrl: string,
  path: string,
  fields?: Readonly<Record<string, string>>,
): Promise<OutsideAnswer> {
  return askOutside(new URL(`${publicUrl}${path}`), {
    method: fields ? 'POST' : 'GET',
    headers: {
      'user-agent': 'Kindword-Check/1',
      [OWN_VISIT]: ownVisit(new Date()),
      ...(fields ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    ...(fields ? { body: new URLSearchParams(fields).toString() } : {}),
    isAllowed: null,
    withinMs: WITHIN_MS,
    most: MOST_BYTES,
  });
}
