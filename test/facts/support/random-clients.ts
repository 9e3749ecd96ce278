import { CONSENT_STATUSES } from '../../../policy/clients/client-terms.ts';
import { HOLD_CODES } from '../../../policy/clients/client-terms.ts';
import { SESSION_STATUSES } from '../../../policy/clients/client-terms.ts';
import { ENDINGS } from '../../../policy/journeys/ending.ts';
import { GATE_CODES } from '../../../policy/journeys/gate-codes.ts';
import { MILESTONE_STATUSES } from '../../../policy/journeys/milestone.ts';
import { MESSAGE_STATUSES } from '../../../policy/outbound-mail/delivery.ts';
import { PHASES } from '../../../policy/journeys/stage.ts';
import { CARRIERS, MILESTONES } from '../../../policy/practice/policy-sections.ts';
import { randomOf, type Random } from '../../support/random.ts';
import { POLICIES, POLICY_NAMES } from '../../policy/policies.ts';

/** Columns of a table by their names, as `jsonb_populate_recordset` takes them. */
type Row = Readonly<Record<string, unknown>>;
export type Rows = ReadonlyMap<string, readonly Row[]>;
/** The rows of one client, and the instants at which it is asked about. */
export type RandomClient = { id: string; askedAt: readonly Date[]; rows: Rows };
export type RandomPractice = {
  /** Columns of the practice's own row. */
  settings: Row;
  /** When the diary was last heard of. */
  feedAt: Date | null;
  rows: Rows;
  clients: readonly RandomClient[];
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** One of them changes its clocks by half an hour, one sits half an hour off, one was a day behind the other. */
const ZONES = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia'];
const SENDING = ['live', 'live', 'rehearsal', 'paused'];
const SENT = ['sent', 'would_send', 'unknown', 'held'];
const START = Date.UTC(2026, 0, 1);
/** Those that there were when the answers were recorded. */
const OVERRIDDEN = GATE_CODES.filter((code) => code !== 'while_full');

/**
 * A practice with clients such as no practice has: rows that contradict one another as far as the tables let them, at
 * whole hours and whole days, so that limits are hit exactly. The same seed gives the same rows.
 */
export function randomPractice(seed: number, practiceId: string, count: number): RandomPractice {
  const random = randomOf(seed);
  const zone = one(random, ZONES);
  const stages = [
    { name: 'first steps', phase: 'early' },
    { name: 'going well', phase: 'settled' },
  ];
  const line = { practice_id: practiceId, id: idOf(random), name: `Talking ${seed}`, stages };
  const around = { practiceId, lineId: line.id, zone, seed };
  const clients = Array.from({ length: count }, (_, index) => randomClient(random, { ...around, index }));
  return {
    settings: {
      timezone: zone,
      profile: random.chance(0.25) ? 'US_STRICT' : 'UK_DEFAULT',
      sending: one(random, SENDING),
      policy: POLICIES[one(random, POLICY_NAMES)],
      wentLiveAt: random.chance(0.7) ? new Date(START + random.upTo(200) * DAY_MS) : null,
      promptsSignedOffAt: random.chance(0.5) ? new Date(START) : null,
    },
    feedAt: random.chance(0.8) ? new Date(START + random.upTo(300) * DAY_MS) : null,
    rows: new Map([['service_line', [{ ...line, created_at: iso(START), updated_at: iso(START) }]]]),
    clients,
  };
}

type Around = { practiceId: string; lineId: string; zone: string; seed: number; index: number };

function randomClient(random: Random, { practiceId, lineId, zone, seed, index }: Around): RandomClient {
  const now = START + (120 + random.upTo(500)) * DAY_MS + random.upTo(24) * HOUR_MS;
  const id = idOf(random);
  const hourAgo = (days: number): number => now - random.upTo(days * 24) * HOUR_MS;
  const dayAgo = (days: number): string => dateOf(hourAgo(days), zone);
  const own = { practice_id: practiceId, client_id: id };
  const some = <T>(most: number, make: (nth: number) => T): T[] =>
    Array.from({ length: random.upTo(most + 1) }, (_, nth) => make(nth));
  const later = (days: number): string => dateOf(now + (random.upTo(2 * days) - days) * DAY_MS, zone);
  const maybe = <T>(probability: number, value: () => T): T | null =>
    random.chance(probability) ? value() : null;

  const sessions = sessionsOf(random, now).map(({ at, status }) => ({
    ...own,
    id: idOf(random),
    at: iso(at),
    status,
    imported: random.chance(0.15),
    created_at: iso(at),
    updated_at: iso(random.chance(0.8) ? at : at + random.upTo(20 * 24) * HOUR_MS),
  }));
  const attended = sessions.filter(({ status }) => status === 'attended').map(({ at }) => at);
  const ending = maybe(0.4, () => one(random, ENDINGS));
  const discharges = some(3, () => ({
    ...own,
    id: idOf(random),
    ending: one(random, ENDINGS),
    on: dayAgo(40),
    practitioner_tick: random.chance(0.5),
    superseded_at: maybe(0.4, () => iso(now - DAY_MS)),
    created_at: iso(hourAgo(40)),
  }));
  const milestones = some(5, () => {
    const createdAt = hourAgo(random.chance(0.7) ? 20 : 90);
    const status = one(random, ['waiting', ...MILESTONE_STATUSES] as const);
    return {
      ...own,
      id: idOf(random),
      kind: one(random, MILESTONES),
      occurred_on: dateOf(createdAt - random.upTo(12) * DAY_MS, zone),
      practitioner_tick: random.chance(0.4),
      recorded_via: one(random, ['staff', 'discharge', 'friday_list']),
      status,
      held_at: maybe(0.3, () => iso(createdAt + random.upTo(200) * HOUR_MS)),
      carried_at:
        status === 'waiting' || random.chance(0.2) ? null : iso(createdAt + random.upTo(200) * HOUR_MS),
      created_at: iso(createdAt),
      updated_at: iso(createdAt),
    };
  });
  const notes = some(6, () => {
    const createdAt = hourAgo(random.chance(0.7) ? 20 : 90);
    const carrier = one(random, CARRIERS);
    const about = one(random, [
      idOf(random),
      ...sessions.slice(-4).map((row) => row.id),
      ...discharges.map((row) => row.id),
    ]);
    const status = random.chance(0.5) ? one(random, SENT) : one(random, MESSAGE_STATUSES);
    return {
      ...own,
      id: idOf(random),
      key: `${random.chance(0.2) ? 'communication' : carrier.replace('_', '-')}/${about}`,
      purpose: random.chance(0.9) ? 'carrier' : 'thanks',
      template: 'm22',
      carrier,
      status,
      why: status === 'stopped' ? one(random, ['no_longer_due', 'may_not_write']) : null,
      due_at: iso(createdAt + random.upTo(30) * HOUR_MS),
      asked_by: maybe(0.3, () => idOf(random)),
      send_id: idOf(random),
      attempts: 0,
      sent_at: status === 'sent' ? iso(createdAt + random.upTo(60) * HOUR_MS) : null,
      next_try_at: maybe(0.1, () => iso(createdAt + HOUR_MS)),
      claimed_until: maybe(0.1, () => iso(createdAt + HOUR_MS)),
      unknown_since: status === 'unknown' ? iso(createdAt) : null,
      checks: random.upTo(3),
      resent: false,
      created_at: iso(createdAt),
      updated_at: iso(createdAt + random.upTo(60) * HOUR_MS),
    };
  });
  const episodeStartedAt = maybe(0.4, () => one(random, attended) ?? iso(hourAgo(200)));
  const mailbox = random.chance(0.05) ? `shared-${random.upTo(3)}` : `client-${index}`;
  const emailHash = random.chance(0.92) ? `${seed}/${mailbox}` : null;
  const rows = new Map<string, Row[]>([
    [
      'client',
      [
        {
          practice_id: practiceId,
          id,
          first_name: '\\x00',
          email_hash: emailHash,
          birth_year: maybe(0.2, () => 2004 + random.upTo(8)),
          service_line_id: maybe(0.5, () => lineId),
          stage: maybe(0.6, () => one(random, ['first steps', 'going well', 'of no line', ...PHASES])),
          planned_end_on: maybe(0.5, () => later(60)),
          planned_short: one(random, [null, true, false]),
          ending,
          ended_on: ending === null ? null : (one(random, discharges)?.on ?? dayAgo(40)),
          episode_started_at: episodeStartedAt,
          complaint_closed_on: maybe(0.1, () => dayAgo(200)),
          imported: false,
          search_tokens: [],
          erased_at: random.chance(0.02) ? iso(now) : null,
          created_at: iso(START),
          updated_at: iso(START),
        },
      ],
    ],
    ['client_session', sessions],
    ['discharge', discharges],
    ['milestone', milestones],
    ['message', notes.filter((note, nth) => notes.findIndex(({ key }) => key === note.key) === nth)],
    [
      'prompt_consent',
      some(3, () => ({
        ...own,
        id: idOf(random),
        status: one(random, ['given', ...CONSENT_STATUSES]),
        channel: one(random, ['paper', 'spoken', 'QR', 'intake-form']),
        wording_version: '1',
        at: iso(hourAgo(300)),
        recorded_at: iso(random.chance(0.3) ? now - 10 * DAY_MS : hourAgo(300)),
      })),
    ],
    [
      'client_hold',
      some(2, () => ({
        ...own,
        id: idOf(random),
        code: one(random, [...HOLD_CODES, 'complaint', 'complaint']),
        until: maybe(0.7, () => later(20)),
        set_by: idOf(random),
        created_at: iso(hourAgo(60)),
      })),
    ],
    [
      'gate_override',
      some(2, () => ({
        ...own,
        id: idOf(random),
        code: one(random, OVERRIDDEN),
        until: later(20),
        set_by: idOf(random),
        created_at: iso(hourAgo(60)),
      })),
    ],
    [
      'satisfaction',
      some(3, () => {
        const instrument = one(random, ['csat', 'csat', 'fft']);
        const at = iso(random.chance(0.2) ? now - 20 * DAY_MS : hourAgo(250));
        return {
          ...own,
          id: idOf(random),
          instrument,
          score: maybe(0.85, () => 1 + random.upTo(instrument === 'fft' ? 6 : 5)),
          at,
          month: at.slice(0, 7),
          may_share: false,
          created_at: at,
        };
      }),
    ],
    [
      'suppression',
      emailHash !== null && mailbox.startsWith('client') && random.chance(0.1)
        ? [
            {
              practice_id: practiceId,
              id: idOf(random),
              source: 'staff',
              updated_at: iso(START),
              ...suppressed(random, emailHash),
            },
          ]
        : [],
    ],
    [
      'installation_suppression',
      emailHash !== null && mailbox.startsWith('client') && random.chance(0.05)
        ? [suppressed(random, emailHash)]
        : [],
    ],
    [
      'referral',
      random.chance(0.15)
        ? some(2, (nth) => ({
            practice_id: practiceId,
            id: idOf(random),
            number: (seed * 1_000 + index) * 10 + nth + 1,
            kind: 'referral',
            learned_from: 'referrer',
            via: 'form',
            referrer_client_id: id,
            referrer_hash: id,
            person_agreed: false,
            received_at: iso(hourAgo(150)),
            recorded_at: iso(now),
            clock_started_at: iso(now),
            late_at_entry: false,
            status: 'due',
            updated_at: iso(now),
          }))
        : [],
    ],
  ]);
  const askedAt = [now, now + random.upTo(72) * HOUR_MS, now + random.upTo(70) * DAY_MS].map(
    (at) => new Date(at),
  );
  return { id, askedAt, rows };
}

/** Weekly or so, at different hours, so that no two attended sessions begin at once; a few are still to come. */
function sessionsOf(random: Random, now: number): { at: number; status: string }[] {
  const count = random.upTo(random.chance(0.1) ? 70 : 16);
  let at = now + (random.chance(0.1) ? random.upTo(5) : -random.upTo(20)) * DAY_MS;
  return Array.from({ length: count }, () => {
    at -= (1 + random.upTo(random.chance(0.2) ? 24 * 21 : 24 * 9)) * HOUR_MS;
    const status = random.chance(0.75) ? 'attended' : one(random, SESSION_STATUSES);
    const repeated = status !== 'attended' && random.chance(0.2);
    return { at: repeated ? at + HOUR_MS : at, status };
  }).toReversed();
}

function suppressed(random: Random, emailHash: string): Row {
  const reason = one(random, ['hard_bounce', 'complaint', 'unsubscribed', 'inactive', 'erased']);
  return { email_hash: emailHash, reason, at: iso(START) };
}

function one<T>(random: Random, list: readonly T[]): T {
  return list[random.upTo(list.length)] as T;
}

/** Of no order, so that an order by id is one that nothing else makes. */
function idOf(random: Random): string {
  const hex = (length: number): string => Array.from({ length }, () => random.upTo(16).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-7000-8000-${hex(12)}`;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function dateOf(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}
