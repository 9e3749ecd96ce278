import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import { checkPolicy } from '../../../policy/practice/check-policy.ts';
import { defaultPolicy, PracticePolicy } from '../../../policy/practice/practice-policy.ts';
import { readPolicy } from '../../../policy/practice/read-policy.ts';

const owner = '01987c5e-0000-7000-8000-000000000001';
const stranger = '01987c5e-0000-7000-8000-00000000dead';
const desk = '01987c5e-0000-7000-8000-000000000002';
const context = { staffIds: [owner, desk], practiceAgeDays: 365 };
const policy = defaultPolicy(owner);

test('the policy a practice starts with is valid and contradicts itself nowhere', () => {
  expect(PracticePolicy.parse(policy)).toEqual(policy);
  expect(readPolicy(policy, context)).toEqual({ policy, faults: null });
  expect(checkPolicy(policy, { ...context, practiceAgeDays: 0 })).toEqual([]);
});

test('a policy of seconds is a policy: that is how a demonstration lives a quarter in a minute', () => {
  const acknowledgement = {
    deadline: 'PT6S',
    remindAt: 'PT1S',
    escalateAt: 'PT2.5S',
    sendAt: 'PT4S',
    solo: false,
    soloSendAt: 'PT3S',
  } as const;

  expect(readPolicy({ ...policy, acknowledgement, sendWindows: 'always' }, context).faults).toBeNull();
});

type Section = Exclude<keyof PracticePolicy, 'milestones'>;
test.each<[string, Section, object]>([
  ['acknowledgement.deadline', 'acknowledgement', { deadline: 'PT48H0.001S' }],
  ['acknowledgement.remindAt', 'acknowledgement', { remindAt: 'PT36H' }],
  ['acknowledgement.escalateAt', 'acknowledgement', { escalateAt: 'PT44H' }],
  ['acknowledgement.sendAt', 'acknowledgement', { sendAt: 'PT48H' }],
  ['acknowledgement.soloSendAt', 'acknowledgement', { soloSendAt: 'PT48H' }],
  ['carriers.goal_reached', 'carriers', { goal_reached: [] }],
  ['carriers.goal_reached', 'carriers', { goal_reached: ['review_note'] }],
  ['carriers.discharge', 'alreadySends', { ending_note: false }],
  ['carriers.transition', 'carriers', { transition: ['ending_note', 'ending_note'] }],
  ['carrierTiming.notBefore', 'carrierTiming', { notBefore: 'PT73H' }],
  ['carrierTiming.target', 'carrierTiming', { target: 'P8D' }],
  ['carrierTiming.limit', 'carrierTiming', { heldLimit: 'P6D' }],
  ['carrierTiming.limit', 'carrierTiming', { limit: 'P31D' }],
  ['carrierTiming.endingLimit', 'carrierTiming', { endingLimit: 'P31D' }],
  ['carrierTiming.heldLimit', 'carrierTiming', { heldLimit: 'P61D' }],
  ['carrierTiming.notBefore', 'carrierTiming', { endingLimit: 'PT17H' }],
  ['sendWindows.clients.from', 'sendWindows', { clients: { days: ['mon'], from: '09:00', to: '09:00' } }],
  [
    'sendWindows.professionals.days',
    'sendWindows',
    { professionals: { days: [], from: '09:00', to: '17:00' } },
  ],
  [
    'sendWindows.clients.days',
    'sendWindows',
    { clients: { days: ['mon', 'mon'], from: '09:00', to: '17:00' } },
  ],
  ['retention.introduction', 'retention', { introduction: 'P29D' }],
  ['retention.unconverted', 'retention', { unconverted: 'P366D' }],
  ['duties.privacy', 'duties', { privacy: stranger }],
])('%s is refused when %s is changed to %j', (path, section, change) => {
  const read = readPolicy({ ...policy, [section]: { ...Object(policy[section]), ...change } }, context);

  expect(read.faults).toEqual([{ path, message: expect.stringMatching(/\.$/) }]);
});

test('a duty may be anybody’s', () => {
  for (const duty of Object.keys(policy.duties))
    expect(readPolicy({ ...policy, duties: { ...policy.duties, [duty]: desk } }, context).faults).toBeNull();
});

test.each<[number, string[], number, number]>([
  [0, ['discharge'], 59, 0],
  [1, ['discharge'], 60, 1],
  [1, [], 0, 1],
  [0, ['goal_reached', 'transition'], 365, 0],
  [1, ['discharge', 'discharge'], 365, 2],
  [1, ['goal_reached', 'significant_session', 'discharge', 'transition'], 365, 1],
])(
  'two or three moments, one while the practice is new: %d faults or more in %j after %d days (S6)',
  (_, milestones, practiceAgeDays, faults) => {
    const read = readPolicy({ ...policy, milestones }, { ...context, practiceAgeDays });

    expect(read.faults ?? []).toHaveLength(faults);
  },
);

test('what does not exist cannot be set (D6, S35)', () => {
  const { costs: _, ...incomplete } = policy;
  const read = readPolicy({ ...incomplete, reward: 10, prompt: { ...policy.prompt, reminders: 3 } }, context);

  expect(read.faults?.map(({ path }) => path).toSorted()).toEqual(['costs', 'prompt.reminders', 'reward']);
});

test('every fault is told at once, malformed fields and contradictions alike', () => {
  const { faults } = readPolicy(
    {
      ...policy,
      followThrough: { ...policy.followThrough, contactWithin: 'one day', matured: 'P2M' },
      acknowledgement: { ...policy.acknowledgement, deadline: 'PT72H', sendAt: 'PT72H' },
      sendWindows: { ...Object(policy.sendWindows), clients: { days: ['someday'], from: '9', to: '19:30' } },
      duties: { ...policy.duties, review: stranger, privacy: stranger },
      alreadySends: { ...policy.alreadySends, ending_note: 'yes' },
    },
    context,
  );

  expect(faults?.map(({ path }) => path).toSorted()).toEqual([
    'acknowledgement.deadline',
    'acknowledgement.sendAt',
    'alreadySends.ending_note',
    'duties.privacy',
    'duties.review',
    'followThrough.contactWithin',
    'followThrough.matured',
    'sendWindows.clients.days.0',
    'sendWindows.clients.from',
  ]);
});

test.each([null, undefined, 'always', [], 7])('%j is no policy', (input) => {
  expect(readPolicy(input, context).faults).not.toBeNull();
});

test('the policy describes itself in the API document', () => {
  const document = createDocument({
    openapi: '3.1.0',
    info: { title: 'policy', version: '1' },
    paths: {
      '/policy': {
        put: { requestBody: { content: { 'application/json': { schema: PracticePolicy } } }, responses: {} },
      },
    },
  });

  expect(JSON.stringify(document)).toContain('PT48H at most');
  expect(z.toJSONSchema(PracticePolicy)).toMatchObject({ additionalProperties: false });
});
