import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matcherOf, type Mention } from '../../../policy/privacy/text-match.ts';

const find = (kind: Mention['kind'], text: string) => matcherOf([[{ kind, text }]]);

test.each([
  ['Ed Li', 'Mrs Brown complained: she was promised listening'],
  ['Ann Lee', 'Joann Leeds rang'],
  ['Ed Li', 'Ed Lié came'],
  ['José Díaz', 'Jose Diaz wrote'],
])('the name %j does not occur in %j', (name, text) => {
  expect(find('name', name)(text)).toBe(false);
});

test.each([
  ['Ed Li', 'ED LI was here.'],
  ['Ed Li', '(Ed  Li)'],
  ['José Díaz', 'a letter to jose\u0301 di\u0301az'],
  ['Anne-Marie O’Neill', "anne-marie o'neill, and others"],
  ['Łucja Żak', 'ŁUCJA ŻAK'],
])('the name %j occurs in %j', (name, text) => {
  expect(find('name', name)(text)).toBe(true);
});

test.each([
  ['an@x.org', 'dean@x.org wrote', false],
  ['an@x.org', 'an@x.org.uk wrote', false],
  ['an@x.org', 'write to an@x.org-mail.com', false],
  ['an@x.org', 'write to AN@X.ORG.', true],
  ['an@x.org', '<an@x.org>', true],
  ['a+b@x.org', 'mailto:a+b@x.org?subject=x', true],
])('the address %j in %j: %j', (email, text, occurs) => {
  expect(find('email', email)(text)).toBe(occurs);
});

test.each([
  ['020 7946 0018', '+44 20 7946 0018', true],
  ['020 7946 0018', '0044 (0)20 7946-0018', true],
  ['+44 20 7946 0018', '02079460018', true],
  ['+442079460018', '442079460018', true],
  ['+1 (202) 555-0143', '202.555.0143', true],
  ['020 7946 0018', '020 7946 00181', false],
  ['020 7946 0018', '1020 7946 0018', false],
  ['999', 'call 999', false],
])('the number %j in %j: %j', (phone, text, occurs) => {
  expect(find('phone', phone)(text)).toBe(occurs);
});

test('an id beside a first name names a person, and neither of them alone', () => {
  const id = '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11';
  const both = matcherOf([
    [
      { kind: 'name', text: id },
      { kind: 'name', text: 'Ed' },
    ],
  ]);
  expect([both(`${id}\nEd`), both(id), both('Ed'), both(`${id}\nedited`)]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

const word = fc.stringMatching(/^[a-zäéłøß]{1,8}$/u);
const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

test('property: nobody is found in a text in which their whole name does not occur as words', () => {
  fc.assert(
    fc.property(
      word,
      word,
      fc.array(fc.tuple(word, fc.constantFrom(' ', '. ', ', ', '-', '', "'")), { maxLength: 12 }),
      (first, last, parts) => {
        const text = parts.map((part) => part.join('')).join('');
        const words = wordsOf(text);
        const stands = words.some((one, at) => one === first && words[at + 1] === last);
        if (!stands) expect(find('name', `${first} ${last}`)(text)).toBe(false);
      },
    ),
  );
});

test('property: whoever is named as whole words is found, whatever stands around', () => {
  fc.assert(
    fc.property(word, word, fc.constantFrom('', ' ', '"', '(', ', ', '\n'), (first, last, around) => {
      expect(find('name', `${first} ${last}`)(`x${around || ' '}${first} ${last}${around} `)).toBe(true);
    }),
  );
});
