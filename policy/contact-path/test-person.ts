/**
 * What the checks type into the public forms: a person who does not exist, at addresses that no mail can reach
 * (RFC 2606), so that even a test that is taken for a person's harms nobody.
 */
export const TEST_ENQUIRY = {
  firstName: 'Test of the form',
  contact: 'form-check@kindword.invalid',
} as const;

export const TEST_LETTER = {
  name: 'Test of the form',
  organisation: 'Kindword',
  email: 'form-check@kindword.invalid',
  firstName: 'Test of the form',
  contact: 'form-check@kindword.invalid',
  agreed: 'yes',
} as const;

/** The e-mail that must come in again; its subject and words tell a person who sees it that it needs nothing. */
export const TEST_MAIL_SUBJECT = 'A test of the way to reach us';

/** A mark stands in its words, whatever becomes of headers on the way. */
export function testMailWords(mark: string): string {
  return `This e-mail was sent by a program, to see whether mail reaches the practice. Nothing is to be done about it.\n\n[${mark}]\n`;
}

const MARK = /\[([\w-]{43})\]/;

/** The mark in a mail that came in; null: there is none. */
export function markOfMail(words: string): string | null {
  return MARK.exec(words)?.[1] ?? null;
}

type Mail = { from: string; subject: string; body: string };

/** What of a mail its mark is bound to: who sent it, and every word of it. */
export function fieldsOfMail({ from, subject, body }: Mail): Record<string, string> {
  const words = body.replace(MARK, '[]').replaceAll(/\s+/g, ' ').trim();
  return { from: from.trim().toLowerCase(), subject: subject.trim(), words };
}
