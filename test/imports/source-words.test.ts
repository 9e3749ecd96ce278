import { expect, test } from '@jest/globals';
import { kindNamed, sourceIn } from '../../imports/source-words.ts';
import { SOURCE_ANSWERS } from '../../policy/source-log/source-kinds.ts';

/** Kinds of the question at the intake; in a file these words mean what they always did. */
const IN_FILES: Readonly<Record<string, string>> = {
  friend: 'client',
  gp: 'professional',
  therapist: 'professional',
};

test.each(SOURCE_ANSWERS)('%s is known by its own name', (kind) => {
  expect(kindNamed(kind)).toBe(IN_FILES[kind] ?? kind);
});

test.each([
  ['Google', 'search', null],
  ['google  maps', 'search', null],
  ['Google Ads', 'advert', null],
  ['Word of mouth', 'client', null],
  ['GP', 'professional', null],
  ['GP: Elm Surgery', 'professional', 'GP: Elm Surgery'],
  ['Dr Rowan, psychiatrist', 'professional', 'Dr Rowan, psychiatrist'],
  ['Psychology Today profile', 'directory', 'Psychology Today profile'],
  ['Previous client', 'returning', null],
  ['A friend of mine', 'client', 'A friend of mine'],
  ['Quiet Minds podcast, 12', 'podcast', 'Quiet Minds podcast, 12'],
  ['I’d rather not say', 'not_said', null],
  ['Elm House', 'other', 'Elm House'],
  ['Friendship Centre', 'other', 'Friendship Centre'],
  ['Adam', 'other', 'Adam'],
])('"%s" is %s, called %s', (text, kind, name) => {
  expect(sourceIn(text)).toEqual({ kind, name });
});
