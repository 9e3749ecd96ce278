import { timingSafeEqual } from 'node:crypto';
import { keyring } from '../entities/crypto/keyring.ts';

/** One form on one screen: of which practice, which form, and the hidden value that is its own. */
export type ShownForm = { practiceId: string; name: string; once: string };

/** When a form was shown, signed, so that nobody can make it up and no cookie is needed to remember it. */
export function stamp(form: ShownForm, at: Date): string {
  const time = at.getTime().toString(36);
  return `${time}.${signature(form, time)}`;
}

/** When this very form was shown; null where the stamp is missing, of another form, or not ours. */
export function shownAt(form: ShownForm, given: string | undefined): Date | null {
  const [time = '', signed = ''] = (given ?? '').split('.');
  const expected = Buffer.from(signature(form, time));
  const actual = Buffer.from(signed);
  const isOurs = actual.length === expected.length && timingSafeEqual(actual, expected);
  return isOurs ? new Date(Number.parseInt(time, 36)) : null;
}

function signature({ practiceId, name, once }: ShownForm, time: string): string {
  return keyring().lookUpHash([practiceId, name, once, time].join('/'), 'form-stamp');
}
