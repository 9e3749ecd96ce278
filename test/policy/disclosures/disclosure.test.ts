import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  DISCLOSABLE,
  FEEDBACK,
  mayDisclose,
  RELEASE_SCOPES,
  type Disclosable,
  type Recipient,
  type ReleaseStatus,
} from '../../../policy/disclosures/disclosure.ts';
import { CLOSING_REASONS } from '../../../policy/enquiries/enquiry-terms.ts';
import {
  consentExpiry,
  releaseAnswer,
  releaseStatusOf,
  type Outcome,
} from '../../../policy/disclosures/release.ts';

const NOW = new Date('2026-11-27T10:00:00Z');
const given = (...scope: (typeof RELEASE_SCOPES)[number][]): ReleaseStatus => ({
  is: 'given',
  consentId: 'c',
  scope,
});
const professional = (consent: ReleaseStatus): Recipient => ({ as: 'professional_referrer', consent });

const FRIEND: Recipient = { as: 'personal_referrer', mayName: false };
const UNASKED = professional({ is: 'none' });
const DESK: Recipient = { as: 'desk' };
const OWN: Recipient = { as: 'practitioner', isOwn: true };
const OTHERS: Recipient = { as: 'practitioner', isOwn: false };
const OWNER: Recipient = { as: 'owner' };

/** The matrix, row by row: friend, professional without a word, desk, own practitioner, another one, owner. */
test.each<[Disclosable, ...string[]]>([
  ['received', 'yes', 'yes', 'yes', 'yes', 'not_their_own', 'yes'],
  ['contacted', 'never', 'no_consent', 'yes', 'yes', 'not_their_own', 'yes'],
  ['booked', 'never', 'no_consent', 'yes', 'yes', 'not_their_own', 'yes'],
  ['attended', 'never', 'no_consent', 'yes', 'yes', 'not_their_own', 'yes'],
  ['ended', 'never', 'no_consent', 'yes', 'yes', 'not_their_own', 'yes'],
  ['outcome_kind', 'never', 'no_consent', 'yes', 'yes', 'not_their_own', 'yes'],
  ['it_was_them', 'not_named', 'never', 'yes', 'yes', 'not_their_own', 'yes'],
  ['clinical', 'never', 'never', 'never', 'never', 'never', 'never'],
])('%s is told as the matrix says', (what, ...expected) => {
  const listeners = [FRIEND, UNASKED, DESK, OWN, OTHERS, OWNER];

  expect(listeners.map((to) => said(to, what))).toEqual(expected);
});

/** What each scope lets a professional hear: contacted, booked, attended, ended, outcome. */
test.each<[string, ReleaseStatus, string]>([
  ['nothing was allowed', { is: 'none' }, '-----'],
  ['it was taken back', { is: 'withdrawn' }, '-----'],
  ['it is a year old', { is: 'expired' }, '-----'],
  ['contact', given('contacted'), 'x----'],
  ['attendance', given('attended'), 'xxx--'],
  ['the end', given('ended'), 'xxxx-'],
  ['what kind of outcome', given('outcome_kind'), 'x---x'],
  ['contact and what kind of outcome', given('contacted', 'outcome_kind'), 'x---x'],
  ['everything', given(...RELEASE_SCOPES), 'xxxxx'],
])('a professional hears what was allowed and no more: %s', (_, consent, expected) => {
  const heard = FEEDBACK.map((what) => (mayDisclose(professional(consent), what).may ? 'x' : '-'));

  expect(heard.join('')).toBe(expected);
  expect(mayDisclose(professional(consent), 'received').may).toBe(true);
  expect(mayDisclose(professional(consent), 'clinical').may).toBe(false);
});

test('why a professional hears nothing is told apart, and what they hear names the consent', () => {
  expect([
    said(professional({ is: 'withdrawn' }), 'attended'),
    said(professional({ is: 'expired' }), 'attended'),
    said(professional(given('contacted')), 'attended'),
  ]).toEqual(['consent_withdrawn', 'consent_expired', 'outside_the_consent']);
  expect(mayDisclose(professional(given('attended')), 'attended')).toEqual({ may: true, consentId: 'c' });
});

test('the new person hears who sent them where that was a professional, or somebody who agreed to be named', () => {
  const newPerson = (sentBy: 'personal' | 'professional', mayName: boolean) =>
    said({ as: 'new_person', sentBy, mayName }, 'who_sent_them');

  expect([
    newPerson('personal', false),
    newPerson('personal', true),
    newPerson('professional', false),
  ]).toEqual(['not_named', 'yes', 'yes']);
});

test('a colleague hears how to reach somebody once they agreed to that colleague, and nothing else', () => {
  const heard = (agreed: boolean) => DISCLOSABLE.map((what) => said({ as: 'colleague', agreed }, what));

  expect(heard(true).filter((one) => one === 'yes')).toHaveLength(1);
  expect(said({ as: 'colleague', agreed: true }, 'how_to_reach_them')).toBe('yes');
  expect(heard(false)).not.toContain('yes');
});

const anyBecame: fc.Arbitrary<Outcome> = fc.record({
  gotInTouch: fc.boolean(),
  booked: fc.boolean(),
  attended: fc.boolean(),
  ended: fc.boolean(),
  closed: fc.option(fc.constantFrom(...CLOSING_REASONS)),
  sentOn: fc.boolean(),
});
const anyStanding: fc.Arbitrary<ReleaseStatus> = fc.oneof(
  fc.constantFrom<ReleaseStatus>({ is: 'none' }, { is: 'withdrawn' }, { is: 'expired' }),
  fc.subarray([...RELEASE_SCOPES]).map((scope): ReleaseStatus => ({ is: 'given', consentId: 'c', scope })),
);

test('whoever put in a good word never learns more than that their message reached us, whatever became of anybody', () => {
  fc.assert(
    fc.property(fc.constantFrom(...DISCLOSABLE), anyBecame, anyBecame, (what, one, other) => {
      expect(mayDisclose(FRIEND, what).may).toBe(what === 'received');
      expect(releaseAnswer(FRIEND, one)).toEqual(releaseAnswer(FRIEND, other));
    }),
  );
});

test('without a consent that stands the answer is the same to the letter, whatever became of anybody', () => {
  const silent = fc.constantFrom<ReleaseStatus>(
    { is: 'none' },
    { is: 'withdrawn' },
    { is: 'expired' },
    given(),
  );
  fc.assert(
    fc.property(silent, anyBecame, anyBecame, (standing, one, other) => {
      const answer = releaseAnswer(professional(standing), one);

      expect(answer).toEqual(releaseAnswer(professional(standing), other));
      expect(answer.words).toBe(releaseAnswer(UNASKED, one).words);
    }),
  );
});

test('what was not allowed never shows in the words', () => {
  fc.assert(
    fc.property(anyStanding, anyBecame, (standing, outcome) => {
      const to = professional(standing);
      const hidden = {
        ...outcome,
        ...(mayDisclose(to, 'contacted').may ? {} : { gotInTouch: !outcome.gotInTouch }),
        ...(mayDisclose(to, 'attended').may ? {} : { booked: !outcome.booked, attended: !outcome.attended }),
        ...(mayDisclose(to, 'ended').may ? {} : { ended: !outcome.ended }),
        ...(mayDisclose(to, 'outcome_kind').may ? {} : { closed: null, sentOn: !outcome.sentOn }),
      };

      expect(releaseAnswer(to, hidden)).toEqual(releaseAnswer(to, outcome));
      expect(releaseAnswer(to, outcome).words).not.toBe('');
    }),
  );
});

test('a consent stands for twelve months, to the moment', () => {
  const expiresAt = consentExpiry(new Date('2026-11-27T10:00:00Z'));
  const consent = { id: 'c', scope: ['attended' as const], expiresAt, withdrawnAt: null };
  const at = (text: string) => releaseStatusOf(consent, new Date(text)).is;

  expect(expiresAt).toEqual(new Date('2027-11-27T10:00:00Z'));
  expect([at('2027-11-27T09:59:59.999Z'), at('2027-11-27T10:00:00Z')]).toEqual(['given', 'expired']);
  expect(releaseStatusOf({ ...consent, withdrawnAt: NOW }, NOW).is).toBe('withdrawn');
  expect(releaseStatusOf(null, NOW).is).toBe('none');
  expect(consentExpiry(new Date('2028-02-29T12:00:00Z'))).toEqual(new Date('2029-02-28T12:00:00Z'));
});

function said(to: Recipient, what: Disclosable): string {
  const verdict = mayDisclose(to, what);
  return verdict.may ? 'yes' : verdict.why;
}
