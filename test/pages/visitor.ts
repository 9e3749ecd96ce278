import { randomUUID } from 'node:crypto';
import { PostedForm } from '../../entities/posted-form.ts';
import { makeLinkWork } from '../../facts/outbound-mail/make-link-work.ts';
import { publicLink, type TokenPurpose } from '../../email/public-link.ts';
import { stamp } from '../../web/form-stamp.ts';
import type { TestKindword } from '../support/kindword.ts';
import { until } from '../support/until.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { inPractice } from '../support/in-practice.ts';

export const TELEPHONE = { width: 360, height: 640 };
export const GONE_TITLE = 'This link is not in use';

export type Visited = { status: number; text: string; headers: Headers };

/** What a browser gets at an address. */
export async function visit(url: string, init: RequestInit = {}): Promise<Visited> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** Sends a form as a browser does; with a hidden value of its own unless one is given. */
export async function send(url: string, fields: Record<string, string> = {}): Promise<Visited> {
  const body = new URLSearchParams({ once: randomUUID(), ...fields });
  return visit(url, { method: 'POST', body });
}

/** Fills in one of the forms that anybody may open as a person does: ten seconds after it was shown, unless said otherwise. */
export async function fillIn(
  practice: TestPractice,
  name: string,
  url: string,
  fields: Record<string, string>,
  form: { once?: string; openMs?: number } = {},
): Promise<Visited> {
  const { once = randomUUID(), openMs = 10_000 } = form;
  const shown = stamp({ practiceId: practice.practiceId, name, once }, new Date(Date.now() - openMs));
  return send(url, { once, shown, ...fields });
}

/** The link that an e-mail or a slip would hold. */
export async function linkFor(
  kindword: TestKindword,
  practice: TestPractice,
  purpose: TokenPurpose,
  subjectId: string,
): Promise<string> {
  const own = { id: practice.practiceId, slug: practice.slug };
  const link = publicLink(kindword.url, own, purpose, { id: subjectId, generation: 0 });
  await inPractice(kindword, practice, (one) => makeLinkWork(one, link));
  return link.url;
}

/** The text that a person sees, without the hidden values that differ each time. */
export function withoutOnce(text: string): string {
  return text.replace(/name="(once|shown)" value="[\w.-]+"/g, 'name="$1"');
}

/** What a client has said about prompts, the latest first. */
export async function consentOf(practice: TestPractice, clientId: string): Promise<Json> {
  return practice.ask('GET', `/clients/${clientId}/prompt-consent`);
}

/** Whether every public form that was sent is worked off. */
export async function nothingWaits({ database }: TestKindword): Promise<boolean> {
  return (await database.orm.em.fork().count(PostedForm, {})) === 0;
}

/** What was answered, once what was sent has been worked off, which is not before the answer. */
export async function workedOff(kindword: TestKindword, sent: Promise<Visited>): Promise<Visited> {
  const answered = await sent;
  await until(() => nothingWaits(kindword));
  return answered;
}
