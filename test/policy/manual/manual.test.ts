import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { decideAcknowledgement } from '../../../policy/referrals/acknowledgement.ts';
import { acknowledgementRules } from '../../../policy/referrals/acknowledgement-rules.ts';
import { decideEnquiry } from '../../../policy/enquiries/enquiry.ts';
import { enquiryRules } from '../../../policy/enquiries/enquiry-rules.ts';
import { toMs } from '../../../policy/calendar/duration.ts';
import { durationInWords, msInWords } from '../../../policy/manual/in-words.ts';
import { manualMarkdown } from '../../../policy/manual/manual-markdown.ts';
import { manualOf, stepsOf } from '../../../policy/manual/manual.ts';
import type { ManualFacts } from '../../../policy/manual/manual-facts.ts';
import { versionsSince } from '../../../policy/manual/manual-versions.ts';
import { changesBetween, statementsOf } from '../../../policy/manual/statements.ts';
import { defaultPolicy, PracticePolicy } from '../../../policy/practice/practice-policy.ts';
import { TASK_KINDS } from '../../../policy/tasks/task-kinds.ts';
import { manualPage } from '../../../http/manual/manual-page.ts';
import { ANNA, BEN, CLEO, DAN, manualFacts } from './a-manual.ts';

type Json = Record<string, unknown>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function text(facts: ManualFacts): string {
  return manualMarkdown(manualOf(facts), { before: '', after: '' });
}

function changed(before: ManualFacts, after: ManualFacts) {
  return changesBetween(statementsOf(manualOf(before)), statementsOf(manualOf(after)));
}

function leaves(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Json)[key], value);
}

function withValue(value: unknown, [key = '', ...rest]: readonly string[], to: unknown): unknown {
  return { ...(value as Json), [key]: rest.length === 0 ? to : withValue((value as Json)[key], rest, to) };
}

/** Another value that the schema takes, found by trying: what a setting can be is not described twice. */
function another(policy: PracticePolicy, path: readonly string[]): PracticePolicy {
  const now = valueAt(policy, path);
  const candidates: unknown[] = [
    ...(typeof now === 'number' ? [now / 2, now + 1, now - 1] : []),
    ...(typeof now === 'boolean' ? [!now] : []),
    ...(Array.isArray(now) ? [now.slice(1), ['Dietitian'], ['P3D']] : []),
    'PT41H',
    BEN,
    '10:15',
    'never',
    'hold',
    'gb-sct',
    true,
    'always',
  ];
  for (const candidate of candidates) {
    if (JSON.stringify(candidate) === JSON.stringify(now)) continue;
    const parsed = PracticePolicy.safeParse(withValue(policy, path, candidate));
    if (parsed.success) return parsed.data;
  }
  throw new Error(`No other value of ${path.join('.')} was found.`);
}

test.each(leaves(defaultPolicy(ANNA)).map((path) => [path.join('.'), path] as const))(
  'S44 the page follows the setting %s',
  (name, path) => {
    const before = manualFacts();
    const after = manualFacts({ policy: another(before.policy, path) });

    const changes = changed(before, after);

    expect([name, changes.some(({ what }) => what.startsWith('Every setting'))]).toEqual([name, true]);
    expect(text(after)).not.toBe(text(before));
  },
);

test('S44 a setting of the schema that nobody has described yet is on the page all the same', () => {
  const policy = { ...defaultPolicy(ANNA), garden: { wateredFor: 'P43D', beds: ['herbs'] } };

  expect(text(manualFacts({ policy }))).toContain('Garden: watered for: 43 days');
  expect(leaves(defaultPolicy(ANNA)).map(([section]) => section)).toEqual(
    expect.arrayContaining(PracticePolicy.keyof().options),
  );
});

test.each(leaves(manualFacts().practice))('S44 the page follows the practice: %s', (field) => {
  const before = manualFacts();
  const given: Json = {
    timezone: 'America/New_York',
    locale: 'de-DE',
    currency: 'EUR',
    profile: 'US_STRICT',
  };
  const now = valueAt(before.practice, [field]);
  const other =
    typeof now === 'boolean' ? !now : field === 'sending' ? 'paused' : `Something else of ${field}`;
  const practice = { ...before.practice, [field]: given[field] ?? other };

  expect(changed(before, manualFacts({ practice })).length).toBeGreaterThan(0);
});

test('S44 words in force stand on the page letter by letter, in a quotation', () => {
  const own = `Hello {{ first }}, "you're" *very* kind & <warm>.{% if person %} It was {{ person }}.{% endif %}`;
  const facts = manualFacts();
  const words = { ...facts.words, m7: { ...facts.words.m7, source: own, isOwn: true } };
  const shown = `Hello {first}, "you're" *very* kind & <warm>. [if person: It was {person}.]`;

  const manual = manualOf({ ...facts, words });

  expect(stepsOf(manual).find(({ key }) => key === 'thanks/send/m7')?.words).toBe(
    `Subject: Thank you\n\n${shown}`,
  );
  expect(manualMarkdown(manual, { before: '', after: '' })).toContain(`\n> ${shown}\n`);
  expect(manualPage(manual, { version: '', changes: [], readings: [] })).toContain(
    'Hello {first}, "you\'re" *very* kind &amp; &lt;warm&gt;. [if person: It was {person}.]',
  );
});

test('S41 each step has somebody, a time, its words and what if nobody; each task and message is on the page', () => {
  const facts = manualFacts();
  const manual = manualOf(facts);
  const steps = stepsOf(manual);

  for (const { key, ...said } of steps)
    expect([key, Object.values(said).filter((one) => one.trim() === '')]).toEqual([key, []]);
  expect(new Set(steps.map(({ key }) => key)).size).toBe(steps.length);
  expect(manual.sections.find(({ key }) => key === 'tasks')?.wordings.length).toBe(TASK_KINDS.length);
  expect(manual.sections.find(({ key }) => key === 'wordings')?.wordings.length).toBe(
    Object.keys(facts.words).length,
  );
});

test('S40 S42 who is away is stood in for by name: cover, deputy, owner; alone, everything is one person’s', () => {
  const policy = { ...defaultPolicy(ANNA), duties: { ...defaultPolicy(ANNA).duties, acknowledge: CLEO } };
  const who = (facts: ManualFacts) => stepsOf(manualOf(facts)).find(({ key }) => key === 'thanks/draft')?.who;
  const away = (staffId: string, coverStaffId: string | null) => ({
    staffId,
    from: '2026-11-30',
    to: '2026-12-13',
    coverStaffId,
  });

  expect(who(manualFacts({ policy }))).toBe('Cleo Crane');
  expect(who(manualFacts({ policy, away: [away(CLEO, DAN)] }))).toBe('Dan Drew, standing in for Cleo Crane');
  expect(who(manualFacts({ policy, away: [away(CLEO, null)] }))).toBe(
    'Ben Birch, standing in for Cleo Crane',
  );
  expect(who(manualFacts({ policy, away: [away(CLEO, null), away(BEN, null), away(ANNA, null)] }))).toBe(
    'nobody here today',
  );
  const alone = manualFacts({ staff: manualFacts().staff.slice(0, 1) });
  const sends = stepsOf(manualOf(alone)).filter(({ key }) => key.startsWith('thanks/'));
  expect(sends.map(({ key }) => key)).not.toContain('thanks/remind');
  expect(sends.find(({ key }) => key === 'thanks/send/m7')?.byWhen).toBe('20 hours after it reached us');
});

/** Shares of the limit, in the order that a policy keeps. */
const anyClock = fc
  .record({
    deadline: fc.integer({ min: 4, max: 48 }),
    shares: fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 3, maxLength: 3 }),
  })
  .map(({ deadline, shares }) => {
    const [remindAt, escalateAt, sendAt] = shares
      .toSorted((one, other) => one - other)
      .map((share) => `PT${Math.floor((deadline * 3_600 * share) / 100)}S`) as [string, string, string];
    return { deadline: `PT${deadline}H`, remindAt, escalateAt, sendAt, soloSendAt: sendAt };
  });

test('S44 whatever the clock: at the times on the page the rules act, and a second earlier they do not', () => {
  fc.assert(
    fc.property(anyClock, (clock) => {
      const policy = { ...defaultPolicy(ANNA), acknowledgement: { solo: false as const, ...clock } };
      const rules = acknowledgementRules(policy, {
        isAlone: false,
        isColleague: false,
        zone: 'Europe/London',
        paused: false,
      });
      const page = stepsOf(manualOf(manualFacts({ policy })));
      const start = new Date('2026-11-30T10:00:00Z');
      const decide = (afterMs: number, nudged: boolean) =>
        decideAcknowledgement(
          {
            status: 'due',
            needsPerson: null,
            clockStartedAt: start,
            openedAt: start,
            remindedAt: nudged ? start : null,
            escalatedAt: null,
            handedOverAt: null,
            byHand: null,
            thanks: {
              id: 't',
              purpose: 'thanks',
              status: 'queued',
              dueAt: start,
              askedBy: null,
              nextTryAt: null,
              again: false,
            },
          },
          { ...rules, window: 'always' },
          new Date(start.getTime() + afterMs),
        ).do;

      const [remindMs, escalateMs, sendMs] = [clock.remindAt, clock.escalateAt, clock.sendAt].map(toMs) as [
        number,
        number,
        number,
      ];
      const said = (key: string) => page.find((step) => step.key === key)?.byWhen;
      expect(said('thanks/remind')).toBe(`${msInWords(remindMs)} after it reached us`);
      expect(said('thanks/escalate')).toBe(`${msInWords(escalateMs)} after it reached us`);
      expect(said('thanks/send/m7')).toBe(`${msInWords(sendMs)} after it reached us`);
      expect([decide(remindMs, false), decide(remindMs - 1, false)]).toEqual(['remind', 'wait']);
      expect([decide(escalateMs, true), decide(escalateMs - 1, true)]).toEqual(['escalate', 'wait']);
    }),
    { numRuns: 60 },
  );
});

test('S44 an enquiry is noted as late when the page says, and not before', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), (hours) => {
      const { followThrough } = defaultPolicy(ANNA);
      const policy = {
        ...defaultPolicy(ANNA),
        followThrough: { ...followThrough, contactWithin: `PT${hours}H` },
      };
      const late = stepsOf(manualOf(manualFacts({ policy }))).find(
        ({ key }) => key === 'enquiries/received-late',
      );
      const start = new Date('2026-11-30T10:00:00Z');
      const at = (ms: number) =>
        decideEnquiry(
          {
            stage: 'received',
            receivedAt: start,
            recordedAt: start,
            contactedAt: null,
            bookedAt: null,
            attendedAt: null,
            closedAt: null,
            closedReason: null,
            reopenedAt: null,
            pathFailed: false,
            stalledAt: null,
            byLetter: false,
            severalNames: false,
            attendedSessions: 0,
            endedAsPlanned: false,
            waitingAskedAt: null,
            sourceRecord: null,
          },
          enquiryRules(policy),
          new Date(start.getTime() + ms),
        ).do;

      expect(late?.trigger).toBe(
        `Nobody has answered them ${msInWords(hours * HOUR_MS)} after they got in touch`,
      );
      expect([at(hours * HOUR_MS), at(hours * HOUR_MS - 1)]).toEqual(['stall', 'wait']);
    }),
    { numRuns: 40 },
  );
});

test.each([
  ['PT44H', '44 hours'],
  ['PT48H', '48 hours'],
  ['P120D', '120 days'],
  ['P2W', '2 weeks'],
  ['P1DT12H', '1 day and 12 hours'],
  ['PT1S', '1 second'],
])('a setting of %s reads "%s"', (iso, words) => {
  expect(durationInWords(iso)).toBe(words);
});

test.each([
  [44 * HOUR_MS, '44 hours'],
  [72 * HOUR_MS, '72 hours'],
  [7 * DAY_MS, '7 days'],
  [90 * 60_000, '1 hour and 30 minutes'],
  [0, 'at once'],
])('%d milliseconds are "%s"', (ms, words) => {
  expect(msInWords(ms)).toBe(words);
});

test('the version goes up by one when somebody goes and when they are back, whoever looks, and at no other time', () => {
  const facts = manualFacts({
    away: [{ staffId: ANNA, from: '2026-12-07', to: '2026-12-13', coverStaffId: DAN }],
  });
  const seenAt = new Date('2026-11-30T12:00:00Z');
  const kept = { version: 7, since: seenAt, seenAt, statements: statementsOf(manualOf(facts)) };
  const on = (day: string) =>
    versionsSince(kept, facts, { now: new Date(`${day}T12:00:00Z`), changedAt: seenAt });

  expect(on('2026-12-06')).toEqual([]);
  expect(on('2026-12-07').map(({ version, since }) => [version, since.toISOString()])).toEqual([
    [8, '2026-12-07T00:00:00.000Z'],
  ]);
  expect(on('2026-12-13').map(({ version }) => version)).toEqual([8]);
  expect(on('2027-02-01').map(({ version, since }) => [version, since.toISOString()])).toEqual([
    [8, '2026-12-07T00:00:00.000Z'],
    [9, '2026-12-14T00:00:00.000Z'],
  ]);
  expect(on('2026-12-07')[0]?.changes).toContainEqual({
    what: 'Who does what: Thanking whoever passed our name on',
    from: 'Anna Archer',
    to: 'Dan Drew, standing in for Anna Archer',
  });
});

test('drawings need no colour and say in words what they show', () => {
  const html = manualPage(manualOf(manualFacts()), { version: '', changes: [], readings: [] });
  const drawings = html.match(/<svg[\s\S]*?<\/svg>/g) ?? [];

  expect(drawings.length).toBe(manualOf(manualFacts()).sections.filter(({ drawing }) => drawing).length);
  expect(drawings.length).toBeGreaterThan(4);
  for (const drawn of drawings) {
    expect(drawn).toMatch(/role="img" aria-labelledby="[\w-]+-title [\w-]+-desc"/);
    expect(drawn).toMatch(/<title [^>]+>[^<]+<\/title>\n<desc [^>]+>[^<]+<\/desc>/);
    expect(drawn.match(/(?:fill|stroke)="(?!none|currentColor)[^"]+"/g)).toBeNull();
    expect(drawn).not.toContain('NaN');
  }
  expect(html).toContain('44 hours: sends itself');
  expect(html).not.toMatch(/<script|javascript:|https?:\/\/(?!willow\.example)/i);
});
