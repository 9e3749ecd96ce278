import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  chainFrom,
  generationOf,
  nearestClient,
  wouldMakeCycle,
  type Origin,
} from '../../../policy/source-log/generation.ts';
import { SOURCE_ANSWERS } from '../../../policy/source-log/source-kinds.ts';

const through = (...hops: NonNullable<Origin['hops']>): Pick<Origin, 'hops'> => ({ hops });

test.each<[string, Origin, number | null, number | null]>([
  ['nobody we know sent them', { kind: 'search' }, null, 0],
  ['a colleague did', { kind: 'professional' }, null, 0],
  ['a client of the first generation did', { kind: 'client', clientId: 'a' }, 0, 1],
  ['a client whose own way is unknown did', { kind: 'client', clientId: 'a' }, null, null],
  ['some client did, and nobody knows which', { kind: 'client' }, 3, null],
  [
    'a colleague who heard it of a client',
    { kind: 'professional', ...through({ kind: 'client', clientId: 'a' }) },
    1,
    2,
  ],
  [
    'a colleague who heard it of some client',
    { kind: 'professional', ...through({ kind: 'client' }) },
    null,
    null,
  ],
  [
    'the nearest client counts, not the farther',
    { kind: 'client', clientId: 'a', ...through({ kind: 'client' }) },
    1,
    2,
  ],
  ['a chain without a client', { kind: 'event', ...through({ kind: 'professional' }) }, null, 0],
  ['they would rather not say', { kind: 'not_said' }, null, null],
])('generation: %s', (_, origin, ofNearest, expected) => {
  expect(generationOf(origin, ofNearest)).toBe(expected);
});

test('a generation needs the nearest client’s only where there is one', () => {
  const origins = fc.record({
    kind: fc.constantFrom(...SOURCE_ANSWERS),
    clientId: fc.option(fc.constantFrom('a', 'b')),
  });

  fc.assert(
    fc.property(origins, fc.option(fc.nat(9)), (origin, ofNearest) => {
      const generation = generationOf(origin, ofNearest);
      if (nearestClient(origin) !== null && origin.kind === 'client')
        expect(generation).toBe(ofNearest === null ? null : ofNearest + 1);
      else expect([0, null]).toContain(generation);
    }),
  );
});

test('nobody ever stands among those who sent them, however the steps come in (§5.5)', () => {
  const steps = fc.array(fc.tuple(fc.nat(8).map(String), fc.nat(8).map(String)), { maxLength: 60 });

  fc.assert(
    fc.property(steps, (wanted) => {
      const sender = new Map<string, string>();
      const chain = (id: string | null) => chainFrom(id, (one) => sender.get(one) ?? null);
      for (const [sent, by] of wanted) if (!wouldMakeCycle(sent, chain(by))) sender.set(sent, by);

      for (const [sent, by] of sender) {
        const above = [...chain(by)].slice(0, 20);
        expect(above).not.toContain(sent);
        expect(above.length).toBeLessThan(10);
      }
      for (const [sent, by] of wanted) if (sent === by) expect(wouldMakeCycle(sent, chain(by))).toBe(true);
    }),
  );
});

test('a chain that is broken already is followed to its end, once', () => {
  expect(
    wouldMakeCycle(
      'a',
      chainFrom('b', (one) => (one === 'b' ? 'c' : 'b')),
    ),
  ).toBe(false);
});
