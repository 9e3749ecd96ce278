import type { SuccessOf } from '../../api/ask.ts';
import type { PageAsked } from '../staff-page.ts';
import type { Telling } from './rule-words.ts';

export type Policy = SuccessOf<'GET /practice/policy'>;

/** What values are written with; who may not see who works here reads no name of them. */
export async function readTelling({ ask, may, words, practice }: PageAsked): Promise<Telling> {
  const seesStaff = may('GET /staff');
  const staff = seesStaff ? (await ask('GET /staff', { query: { limit: '200' } })).items : [];
  return { words, currency: practice.currency, staff };
}
