import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { ClientSession } from '../../entities/client-session.ts';
import { ms, OF_CLIENT, type OfClient } from './of-client.ts';

/** What happened, in order. */
export function happenings(client: OfClient) {
  return [
    jsonArrayFrom(
      client
        .selectFrom('prompt_consent as x')
        .where(OF_CLIENT)
        .select(['x.status', 'x.channel', ms<number>('x.at').as('at')])
        .orderBy('x.recorded_at')
        .orderBy('x.id'),
    ).as('consents'),
    sessions(client).as('sessions'),
    jsonArrayFrom(
      client
        .selectFrom('satisfaction as x')
        .where(OF_CLIENT)
        .where('x.score', 'is not', null)
        .select(['x.instrument', sql<number>`x.score`.as('score'), ms<number>('x.at').as('at')])
        .orderBy('x.at')
        .orderBy('x.id'),
    ).as('scores'),
    jsonArrayFrom(
      client
        .selectFrom('referral as r')
        .whereRef('r.practice_id', '=', 'c.practice_id')
        .whereRef('r.referrer_client_id', '=', 'c.id')
        .select(ms<number>('r.received_at').as('at'))
        .orderBy('r.received_at'),
    ).as('referrals'),
    jsonArrayFrom(
      client
        .selectFrom('discharge as x')
        .where(OF_CLIENT)
        .select(['x.id', 'x.ending', 'x.on', 'x.practitioner_tick as practitionerTick'])
        .select([
          ms<number>('x.created_at').as('recordedAt'),
          sql<boolean>`x.superseded_at is not null`.as('superseded'),
        ])
        .orderBy('x.on')
        .orderBy('x.id'),
    ).as('discharges'),
    jsonArrayFrom(
      client
        .selectFrom('milestone as x')
        .where(OF_CLIENT)
        .select(['x.id', 'x.kind', 'x.status', 'x.occurred_on as occurredOn'])
        .select(['x.practitioner_tick as practitionerTick', 'x.recorded_via as recordedVia'])
        .select([
          ms<number | null>('x.held_at').as('heldAt'),
          ms<number | null>('x.carried_at').as('carriedAt'),
          ms<number>('x.created_at').as('recordedAt'),
        ])
        .orderBy('x.id'),
    ).as('milestones'),
  ] as const;
}

/** One array a column: as an object each, sessions would be most of what the statement costs. */
export type SessionColumns = {
  ids: string[] | null;
  statuses: ClientSession['status'][];
  imported: boolean[];
  ats: number[];
  knownAts: number[];
};

/** Appointments but those that were cancelled in time, in order. */
function sessions(client: OfClient) {
  return client
    .selectFrom(
      client
        .selectFrom('client_session as x')
        .where(OF_CLIENT)
        .where('x.status', '<>', 'cancelled')
        .select(['x.id', 'x.status', 'x.imported', 'x.at', 'x.updated_at'])
        .orderBy('x.at')
        .orderBy('x.id')
        .as('s'),
    )
    .select(
      sql<SessionColumns>`json_build_object('ids', array_agg(s.id), 'statuses', array_agg(s.status),
        'imported', array_agg(s.imported), 'ats', array_agg(${ms('s.at')}), 'knownAts', array_agg(${ms('s.updated_at')}))`.as(
        'columns',
      ),
    );
}
