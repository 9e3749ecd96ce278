import { expect, test } from '@jest/globals';
import { concentrationAlert } from '../../../policy/network/concentration-alert.ts';
import { FRAGILE_BECAUSE, QUIET_WORDS } from '../../../policy/network/fragile-words.ts';
import { meetingWords, meetNext } from '../../../policy/network/meet-next.ts';
import { whyNow } from '../../../policy/network/why-now.ts';
import { CHECK_IN_REASONS, CONTACT_KINDS, RANKS } from '../../../policy/relationships/relationship-terms.ts';
import { CONCENTRATION_STATES, concentrationOf } from '../../../policy/reports/concentration.ts';
import { QUIET_STATES } from '../../../policy/reports/silence.ts';
import { TASK_KINDS, type TaskKind } from '../../../policy/tasks/task-kinds.ts';
import { taskWords } from '../../../policy/tasks/task-words.ts';
import { EN_GB } from '../../../web/words/catalogue.ts';
import { notCalmIn } from '../../support/calm-words.ts';
import { DAY_MS } from '../../support/clock.ts';

const NOW = new Date(Date.UTC(2026, 10, 30, 9));
const NETWORK_TASKS: readonly TaskKind[] = [
  'check_in',
  'tell_by_hand',
  'confirm_capacity',
  'update_places',
  'find_successor',
  'contact_path',
];

test.each([
  'Act now! A source is drying up.',
  'You must call Jo immediately.',
  'You are LOSING your biggest source.',
  'Jo’s referrals have dropped; your connection is failing.',
  'You neglected Jo. This is urgent.',
])('the lint of alerts finds what is not calm: %s (S67)', (words) => {
  expect(notCalmIn(words)).not.toEqual([]);
});

test.each(everyWord())(
  'nothing that the network says hurries, judges or blames: %s (S67)',
  (_from, words) => {
    expect(words.filter((one) => notCalmIn(one).length > 0)).toEqual([]);
    expect(words.length).toBeGreaterThan(0);
  },
);

function everyWord(): [string, string[]][] {
  return [
    [
      'tasks',
      NETWORK_TASKS.flatMap((kind) => ['due', 'dried_up', 'full', 'places_again', null].map(wordsOf(kind))),
    ],
    ['concentration', [...concentration()]],
    ['quiet', QUIET_STATES.flatMap((state) => [QUIET_WORDS[state](1), QUIET_WORDS[state](3)])],
    ['fragile sources', Object.values(FRAGILE_BECAUSE)],
    ['why now', [...reasons()]],
    ['whom to meet', meetings()],
    ['where people get lost on the way', [...wordsOfCauses()]],
  ];
}

function wordsOfCauses(): string[] {
  return Object.entries(EN_GB).flatMap(([key, words]) =>
    /^reviews\.(?:cause|todo)\./.test(key) ? [words] : [],
  );
}

function wordsOf(kind: TaskKind): (why: string | null) => string {
  return (why) =>
    taskWords({
      kind,
      number: null,
      referrer: null,
      client: null,
      enquirer: null,
      other: null,
      why,
      colleague: 'Jo Juniper',
    });
}

function* concentration(): Generator<string> {
  for (const counts of [[1], [9, 1], [5, 5, 5, 5], [4, 3, 3, 3, 3, 3, 3]])
    yield concentrationOf(counts, { watch: 0.3, alert: 0.5 }).words;
  for (const state of CONCENTRATION_STATES)
    for (const share of [null, 0.34, 1]) {
      const alert = concentrationAlert({ state, share }, []);
      if (alert) yield alert.words;
    }
}

function* reasons(): Generator<string> {
  const silence = { intervals: 5, spanDays: 150, gapDays: 124 };
  for (const reason of CHECK_IN_REASONS)
    for (const rank of RANKS)
      for (const kind of [null, ...CONTACT_KINDS]) {
        const at = new Date(NOW.getTime() - 92 * DAY_MS);
        const facts = { reason, rank, lastContact: kind && { at, kind } };
        yield whyNow({ ...facts, silence, wasToldFull: true }, NOW);
        yield whyNow({ ...facts, silence: null, wasToldFull: false }, NOW);
      }
}

function meetings(): string[] {
  const of = (kind: string) => meetNext([{ id: 'a', kind, placesKnown: 0 }], [])?.why ?? '';
  const gap = meetNext([], [{ kind: 'school_counsellor', fits: true }])?.why ?? '';
  const said = { signer: 'Olive', practice: 'Willow Practice' };
  return [
    of('therapist_same_niche'),
    of('therapist_other_niche'),
    gap,
    meetingWords({ first: 'Jo', ...said }),
    meetingWords({ first: null, ...said }),
  ];
}

test('every kind of task of the network is among those whose words are linted (S67)', () => {
  expect(TASK_KINDS.slice(TASK_KINDS.indexOf('check_in'))).toEqual(NETWORK_TASKS);
});
