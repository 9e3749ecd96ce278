import { afterAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { anyLife, neverAsked } from './any-life.ts';
import { WATCH } from './journey-watch.ts';
import { OneJourney } from './one-journey.ts';

const SEED = Number(process.env['POLICY_SEED'] ?? Date.now() % 2 ** 31);
const LIVES = Number(process.env['POLICY_LIVES'] ?? 400);
const RUNS = { seed: SEED, numRuns: LIVES };
const seen = { lives: 0, notes: 0, prompts: 0, steps: 0 };

test(`whatever happens in a life, no rule is broken by a note or a prompt, and it comes to rest (seed ${SEED})`, () => {
  fc.assert(
    fc.property(anyLife, (life) => {
      const { faults, prompts, notes, steps } = new OneJourney(life, WATCH).run();
      seen.lives += 1;
      seen.prompts += prompts.length;
      seen.steps += steps.length;
      seen.notes += notes.filter(({ goneAt }) => goneAt !== null).length;
      expect(faults).toEqual([]);
    }),
    RUNS,
  );
  console.log(seen);
});

test('the messages to a client are the same, one by one, as if nobody had ever asked for a yes (S13)', () => {
  fc.assert(
    fc.property(anyLife, (lived) => {
      const life = { ...lived, everythingWakes: !process.env['REAL'] };
      const messages = ({ notes }: OneJourney) =>
        notes.map(({ key, carrier, status, goneAt, sent_at: sentAt }) => ({
          key,
          carrier,
          status,
          goneAt,
          sentAt,
        }));
      const with_ = new OneJourney(life).run();
      const without = new OneJourney(neverAsked(life)).run();
      expect(without.prompts).toEqual([]);
      expect(messages(with_)).toEqual(messages(without));
    }),
    RUNS,
  );
});
