import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { LearnedFrom } from '../../../policy/referrals/acknowledgement.ts';
import { promptedBy, surest, type CreditedBy } from '../../../policy/referrals/prompted-by.ts';

const DAY_MS = 86_400_000;
const NOW = new Date('2026-11-23T09:00:00Z');
const prompt = (milestoneId: string, daysAgo: number) => ({
  milestoneId,
  at: new Date(NOW.getTime() - daysAgo * DAY_MS),
});
const referral = (learnedFrom: LearnedFrom, kind: 'referral' | 'told' = 'referral') => ({
  kind,
  learnedFrom,
  receivedAt: NOW,
});

test.each<[string, number[], string | null]>([
  ['nobody was asked', [], null],
  ['the latest of several', [60, 20, 40], 'm20'],
  ['one that came after it', [-1, 30], 'm30'],
  ['ninety days are the limit', [90], 'm90'],
  ['and a moment more is too long ago', [90.001], null],
])('%s', (_, days, expected) => {
  const prompts = days.map((one) => prompt(`m${one}`, one));

  expect(promptedBy(referral('referrer'), prompts)?.prompt.milestoneId ?? null).toBe(expected);
});

test.each<[LearnedFrom, CreditedBy | null]>([
  ['link', 'link'],
  ['referrer', 'own_statement'],
  ['enquirer', 'intake_match'],
  ['professional_letter', null],
])('what is learned from %s is credited by %s', (learnedFrom, by) => {
  expect(promptedBy(referral(learnedFrom), [prompt('m', 3)])?.by ?? null).toBe(by);
  expect(promptedBy(referral(learnedFrom, 'told'), [prompt('m', 3)])).toBeNull();
});

test('of several ways in which one person came the link counts before a statement, and that before a name', () => {
  const anyCredits = fc.array(
    fc.record({ by: fc.constantFrom<CreditedBy>('intake_match', 'own_statement', 'link') }),
  );
  fc.assert(
    fc.property(anyCredits, (credits) => {
      const ways = credits.map(({ by }) => by);
      const expected = ways.includes('link')
        ? 'link'
        : ways.includes('own_statement')
          ? 'own_statement'
          : (ways[0] ?? null);

      expect(surest(credits)?.by ?? null).toBe(expected);
    }),
  );
});
