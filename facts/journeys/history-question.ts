import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { SETTLED_MATTERS_MS } from '../../policy/journeys/client-facts.ts';
import type { PracticePolicy } from '../../policy/practice/practice-policy.ts';
import type { Tx } from '../transaction.ts';
import { standingOf } from '../outbound-mail/standing-suppressions.ts';
import { happenings } from './history-events.ts';
import { ms, OF_CLIENT, type OfClient, type OfPractice, type Tables } from './of-client.ts';

export type HistoryRows = Awaited<ReturnType<typeof askHistories>>;

/** The settings of the practice and all that is on record of these clients, in one statement; whoever was erased is left out. */
export function askHistories({ em, practiceId, now }: Tx, clientIds: readonly string[]) {
  return em
    .getKysely<Tables>()
    .selectFrom('practice as p')
    .where('p.id', '=', practiceId)
    .select((practice) => [
      'p.timezone as zone',
      'p.sending',
      'p.profile',
      sql<PracticePolicy>`p.policy`.as('policy'),
      sql<boolean>`p.prompts_signed_off_at is not null`.as('signedOff'),
      ms<number | null>('p.went_live_at').as('wentLiveAt'),
      practice
        .selectFrom('data_feed as f')
        .whereRef('f.practice_id', '=', 'p.id')
        .where('f.feed', '=', 'sessions')
        .select(ms<number>('f.at').as('at'))
        .as('sessionDataAt'),
      ...places(practice),
      jsonArrayFrom(
        practice
          .selectFrom('client as c')
          .whereRef('c.practice_id', '=', 'p.id')
          .where('c.id', 'in', clientIds)
          .where('c.erased_at', 'is', null)
          .select([
            'c.id',
            'c.stage',
            'c.ending',
            'c.ended_on as endedOn',
            'c.birth_year as birthYear',
            'c.planned_end_on as plannedEndOn',
            'c.planned_short as plannedShort',
            'c.complaint_closed_on as complaintClosedOn',
            sql<boolean>`c.email_hash is not null`.as('hasEmail'),
            ms<number | null>('c.episode_started_at').as('episodeStartedAt'),
          ])
          .select((client) => [
            ...circumstances(client),
            ...intake(client),
            ...happenings(client),
            ...mail(client, now),
          ]),
      ).as('clients'),
    ])
    .executeTakeFirstOrThrow();
}

/** Who works with people here, and what stands of their places: whether the practice is full. */
function places(practice: OfPractice) {
  return [
    jsonArrayFrom(
      practice
        .selectFrom('staff as s')
        .whereRef('s.practice_id', '=', 'p.id')
        .where('s.active', '=', true)
        .where(sql<boolean>`'practitioner' = any(s.roles)`)
        .select(['s.id', ms<number>('s.created_at').as('since')]),
    ).as('practitioners'),
    jsonArrayFrom(
      practice
        .selectFrom('capacity_statement as x')
        .whereRef('x.practice_id', '=', 'p.id')
        .where('x.superseded_at', 'is', null)
        .where('x.service_line_id', 'is', null)
        .select([sql<string>`x.practitioner_id`.as('practitionerId'), 'x.status'])
        .select([ms<number>('x.stated_at').as('statedAt'), ms<number>('x.valid_until').as('validUntil')]),
    ).as('statements'),
  ] as const;
}

/** What holds of a client today, for a while or for good. */
function circumstances(client: OfClient) {
  return [
    client
      .exists(
        client
          .selectFrom('client as o')
          .whereRef('o.practice_id', '=', 'c.practice_id')
          .whereRef('o.email_hash', '=', 'c.email_hash')
          .whereRef('o.id', '<>', 'c.id')
          .select('o.id'),
      )
      .as('sharesMailbox'),
    client
      .selectFrom('service_line as l')
      .whereRef('l.practice_id', '=', 'c.practice_id')
      .whereRef('l.id', '=', 'c.service_line_id')
      .select('l.stages')
      .as('stages'),
    jsonArrayFrom(client.selectFrom('client_hold as x').where(OF_CLIENT).select(['x.code', 'x.until'])).as(
      'holds',
    ),
    jsonArrayFrom(
      client
        .selectFrom('gate_override as x')
        .where(OF_CLIENT)
        .select(['x.code', 'x.until', ms<number>('x.created_at').as('recordedAt')]),
    ).as('overrides'),
  ] as const;
}

/** The enquiry that made them a client, and when they, or the desk for them, told how they had heard of us. */
function intake(client: OfClient) {
  return [
    jsonArrayFrom(
      client
        .selectFrom('enquiry as x')
        .where(OF_CLIENT)
        .where('x.client_made_at', 'is not', null)
        .where('x.attended_at', 'is not', null)
        .select(['x.id as enquiryId', ms<number>('x.attended_at').as('at')])
        .select(ms<number>('x.client_made_at').as('recordedAt'))
        .orderBy('x.client_made_at')
        .limit(1),
    ).as('newClients'),
    client
      .selectFrom('source_answer as x')
      .where(OF_CLIENT)
      .select(sql<number | null>`round(date_part('epoch', min(x.at)) * 1000)`.as('at'))
      .as('toldAt'),
  ] as const;
}

/** Whether the address takes mail, and the notes that are open or young enough to matter. */
function mail(client: OfClient, now: Date) {
  return [
    standingOf(sql.ref('c.practice_id'), sql.ref('c.email_hash'), now).as('suppressions'),
    jsonArrayFrom(
      client
        .selectFrom('message as x')
        .where(OF_CLIENT)
        .where('x.purpose', '=', 'carrier')
        .where((note) =>
          note.or([
            note('x.status', 'in', ['queued', 'sending', 'unknown']),
            note('x.created_at', '>', new Date(now.getTime() - SETTLED_MATTERS_MS)),
          ]),
        )
        .select(['x.id', 'x.key', 'x.carrier', 'x.status', 'x.why', 'x.asked_by as askedBy'])
        .select(['x.checks', 'x.resent'])
        .select([
          ms<number>('x.due_at').as('dueAt'),
          ms<number | null>('x.sent_at').as('sentAt'),
          ms<number>('x.updated_at').as('updatedAt'),
          ms<number | null>('x.next_try_at').as('nextTryAt'),
          ms<number | null>('x.claimed_until').as('claimedUntil'),
          ms<number | null>('x.unknown_since').as('unknownSince'),
        ]),
    ).as('notes'),
  ] as const;
}
