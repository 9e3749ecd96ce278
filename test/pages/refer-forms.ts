import type { TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { fillIn, workedOff } from './visitor.ts';

export const HOSTILE = '"><script>alert(1)</script> & {{ name }} \u202E';

type Form = Parameters<typeof fillIn>[4];

/** One of the public forms of a practice. */
export function door(kindword: TestKindword, practice: TestPractice, name: string): string {
  return `${kindword.url}/p/${practice.slug}/${name}`;
}

/** "Refer as a friend". */
export function befriend(
  kindword: TestKindword,
  practice: TestPractice,
  fields: Record<string, string>,
  form: Form = {},
) {
  return workedOff(kindword, fillIn(practice, 'refer', door(kindword, practice, 'refer'), fields, form));
}

export const LETTER = {
  name: 'Dr Asha Patel',
  organisation: 'Elm Surgery',
  email: 'asha.patel@example.org',
  firstName: 'Sam',
  contact: '020 7946 0018',
  agreed: 'yes',
};

/** "Refer as a professional", by a doctor of a surgery. */
export function letter(
  kindword: TestKindword,
  practice: TestPractice,
  change: Record<string, string> = {},
  form: Form = {},
) {
  const url = door(kindword, practice, 'professionals');
  return workedOff(kindword, fillIn(practice, 'professionals', url, { ...LETTER, ...change }, form));
}

export async function referrals(practice: TestPractice): Promise<Json[]> {
  return (await practice.ask('GET', '/referrals')).items;
}
