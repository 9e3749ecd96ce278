import { HIDDEN, type Figure } from './hidden.ts';

type Thanked = {
  thanked: Figure;
  received: Figure;
  notPermitted: Figure;
  unknown: Figure;
  letGo: Figure;
  overdue: Figure;
  waiting: Figure;
};

/**
 * How many of those who sent someone were thanked, and what became of the others (S37): never only of those permitted.
 * What a reader may not see is said to be so.
 */
export function thankedInWords(of: Thanked): string {
  const others = [
    `${word(of.notPermitted)} not permitted`,
    `${word(of.unknown)} unknown`,
    ...unlessNone(of.letGo, 'let go'),
    ...unlessNone(of.overdue, 'overdue'),
    ...unlessNone(of.waiting, 'not due yet'),
  ];
  return `thanked ${word(of.thanked)} of ${word(of.received)} who sent someone (${others.join(', ')})`;
}

function unlessNone(count: Figure, what: string): string[] {
  return count === 0 || count === HIDDEN ? [] : [`${count} ${what}`];
}

function word(count: Figure): string {
  return count === HIDDEN ? 'too few to show' : String(count);
}
