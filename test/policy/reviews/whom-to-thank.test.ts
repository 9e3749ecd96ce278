import { expect, test } from '@jest/globals';
import { whomToThank, type SentInPeriod } from '../../../policy/reviews/whom-to-thank.ts';

const AT = new Date('2026-10-10T10:00:00Z');

function sent(key: string, change: Partial<SentInPeriod<string>> = {}): SentInPeriod<string> {
  return {
    who: key,
    key,
    isErased: false,
    status: 'due',
    needsPerson: null,
    learnedFrom: 'referrer',
    mayThank: null,
    receivedAt: AT,
    ...change,
  };
}

test('whoever sent most comes first, as many as the practice looks at (S52)', () => {
  const later = new Date('2026-10-20T10:00:00Z');
  const found = whomToThank([sent('a'), sent('b'), sent('b'), sent('c', { receivedAt: later })], 2);

  expect(found).toEqual([
    {
      who: 'b',
      permitted: true,
      words: 'Sent somebody 2 times and has not been thanked: a handwritten card would be kind.',
    },
    {
      who: 'c',
      permitted: true,
      words: 'Sent somebody and has not been thanked: a card or a call would be kind.',
    },
  ]);
});

test.each<[string, Partial<SentInPeriod<string>>, { permitted: boolean; words: RegExp } | null]>([
  ['thanked by e-mail', { status: 'sent' }, null],
  ['thanked by hand', { status: 'done_by_hand' }, null],
  ['decided to let it be', { status: 'let_go' }, null],
  ['died since', { status: 'needs_person', needsPerson: 'referrer_deceased' }, null],
  [
    'would have been thanked in a rehearsal',
    { status: 'would_send' },
    { permitted: true, words: /card or a call/ },
  ],
  [
    'named by the enquirer without a yes',
    { learnedFrom: 'enquirer', status: 'not_permitted' },
    { permitted: false, words: /May not be thanked/ },
  ],
  [
    'named by the enquirer with a yes',
    { learnedFrom: 'enquirer', mayThank: true },
    { permitted: true, words: /card or a call/ },
  ],
  [
    'by a link without a yes',
    { learnedFrom: 'link', status: 'not_permitted' },
    { permitted: false, words: /May not be thanked/ },
  ],
  [
    'a complaint is open',
    { status: 'needs_person', needsPerson: 'referrer_complaint' },
    { permitted: true, words: /open with them/ },
  ],
  ['erased since', { isErased: true }, { permitted: false, words: /erased/ }],
])('who is named for a thanks, within D4: %s', (_, change, expected) => {
  const [found] = whomToThank([sent('a', change)], 5);

  if (expected === null) expect(found).toBeUndefined();
  else {
    expect(found?.permitted).toBe(expected.permitted);
    expect(found?.words).toMatch(expected.words);
  }
});

test('one thanks in the period is enough, and an erased person is nobody', () => {
  expect(whomToThank([sent('a'), sent('a', { status: 'sent' })], 5)).toEqual([]);
  expect(whomToThank([sent('a', { isErased: true })], 5)[0]?.who).toBeNull();
});
