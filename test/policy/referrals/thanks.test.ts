import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { HandOverReason, LearnedFrom } from '../../../policy/referrals/acknowledgement.ts';
import { PROFESSIONAL_KINDS } from '../../../entities/professional.ts';
import {
  mayBeThanked,
  mayNamePerson,
  thanksTemplateFor,
  whyByHand,
  type ReferrerFacts,
} from '../../../policy/referrals/thanks.ts';

const wellKnown: ReferrerFacts = {
  known: true,
  deceased: false,
  held: false,
  complaint: false,
  endedByPractice: false,
  doNotEmail: false,
  hasEmail: true,
  suppressed: false,
};

test.each<[LearnedFrom, boolean | null, boolean]>([
  ['referrer', null, true],
  ['referrer', true, true],
  ['referrer', false, true],
  ['professional_letter', null, true],
  ['professional_letter', false, true],
  ['link', null, false],
  ['link', false, false],
  ['link', true, true],
  ['enquirer', null, false],
  ['enquirer', false, false],
  ['enquirer', true, true],
])('learned from %s, the enquirer says %j: may be thanked %j', (learnedFrom, yes, may) => {
  expect(mayBeThanked(learnedFrom, yes)).toBe(may);
});

test('a thanks names the person on their own two ticks alone, and never under US_STRICT (M4, §3.3, §3.9)', () => {
  const facts = fc.record({
    learnedFrom: fc.constantFrom<LearnedFrom>('referrer', 'professional_letter', 'link', 'enquirer'),
    mayThank: fc.constantFrom(true, false, null),
    mayName: fc.constantFrom(true, false, null),
    isOnBehalf: fc.boolean(),
    profile: fc.constantFrom('UK_DEFAULT' as const, 'US_STRICT' as const),
  });
  fc.assert(
    fc.property(facts, (of) => {
      const expected =
        ['link', 'enquirer'].includes(of.learnedFrom) &&
        of.mayThank === true &&
        of.mayName === true &&
        !of.isOnBehalf &&
        of.profile === 'UK_DEFAULT';

      expect(mayNamePerson(of)).toBe(expected);
    }),
  );
});

test('somebody we know, with an address and nothing against it, is thanked by the machine', () => {
  expect(whyByHand(wellKnown)).toBeNull();
});

test.each<[HandOverReason, Partial<ReferrerFacts>]>([
  ['unmatched', { known: false }],
  ['referrer_deceased', { deceased: true }],
  ['referrer_held', { held: true }],
  ['referrer_complaint', { complaint: true }],
  ['referrer_ended', { endedByPractice: true }],
  ['no_email', { hasEmail: false }],
  ['no_email', { doNotEmail: true }],
  ['suppressed', { suppressed: true }],
  ['unmatched', { known: false, deceased: true, hasEmail: false }],
  ['referrer_deceased', { deceased: true, held: true, complaint: true, suppressed: true }],
])('%s: a person decides where %j', (because, change) => {
  expect(whyByHand({ ...wellKnown, ...change })).toBe(because);
});

test('one thing against it is enough, whatever else is true', () => {
  const anyReferrer = fc.record({
    known: fc.boolean(),
    deceased: fc.boolean(),
    held: fc.boolean(),
    complaint: fc.boolean(),
    endedByPractice: fc.boolean(),
    doNotEmail: fc.boolean(),
    hasEmail: fc.boolean(),
    suppressed: fc.boolean(),
  });
  fc.assert(
    fc.property(anyReferrer, (referrer) => {
      const { known, hasEmail, ...against } = referrer;
      const clear = known && hasEmail && !Object.values(against).some(Boolean);
      expect(whyByHand(referrer) === null).toBe(clear);
    }),
  );
});

test('doctors and case managers get the formal receipt, other colleagues the collegial one', () => {
  expect(thanksTemplateFor(null)).toBe('m7');
  for (const kind of [...PROFESSIONAL_KINDS, 'a kind of the practice']) {
    const formal = ['gp', 'psychiatrist', 'case_manager'].includes(kind);
    expect(thanksTemplateFor(kind)).toBe(formal ? 'm9' : 'm8');
  }
});
