import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { PHASES, phaseOf, type Phase, type StageFacts } from '../../../policy/journeys/stage.ts';

const UNKNOWN: StageFacts = {
  stage: null,
  stages: [
    { name: 'First talks', phase: 'early' },
    { name: 'Deep water', phase: 'working_through' },
    { name: 'early', phase: 'settled' },
  ],
  daysToPlannedEnd: null,
  discharged: false,
};

test.each<[string, Partial<StageFacts>, Phase | null]>([
  ['nobody set one, and nothing tells', {}, null],
  ['four weeks before the planned end the end has begun', { daysToPlannedEnd: 28 }, 'ending'],
  ['and not before', { daysToPlannedEnd: 29 }, null],
  ['a planned end that has passed is an end as well', { daysToPlannedEnd: -3 }, 'ending'],
  ['the practice’s own name for a stage counts', { stage: 'Deep water' }, 'working_through'],
  [
    'whatever the number of sessions or the planned end say',
    { stage: 'First talks', daysToPlannedEnd: 0 },
    'early',
  ],
  ['a phase may be set by its own name', { stage: 'settled' }, 'settled'],
  ['but the practice’s own names come first', { stage: 'early' }, 'settled'],
  ['a name that nobody knows any more says nothing', { stage: 'Old name' }, null],
  ['after the end it is over, whatever was set', { stage: 'Deep water', discharged: true }, 'after'],
])('%s', (_, facts, phase) => {
  expect(phaseOf({ ...UNKNOWN, ...facts })).toBe(phase);
});

test('nothing but what a person set makes the work "working through" or "settled"', () => {
  fc.assert(
    fc.property(fc.option(fc.integer({ min: -60, max: 400 }), { nil: null }), (end) => {
      const phase = phaseOf({ ...UNKNOWN, daysToPlannedEnd: end });
      expect([null, 'ending']).toContain(phase);
      expect(
        PHASES.map((stage) => phaseOf({ ...UNKNOWN, stages: [], daysToPlannedEnd: end, stage })),
      ).toEqual([...PHASES]);
    }),
  );
});
