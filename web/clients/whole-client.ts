import type { SuccessOf } from '../../api/ask.ts';
import type { PageAsked } from '../staff-page.ts';

/** All that the page of a client shows. */
export type WholeClient = {
  client: SuccessOf<'GET /clients/:id'>;
  journey: SuccessOf<'GET /clients/:id/journey'>;
  consent: SuccessOf<'GET /clients/:id/prompt-consent'>;
  holds: SuccessOf<'GET /clients/:id/holds'>['items'];
  moments: SuccessOf<'GET /clients/:id/milestones'>['items'];
  /** The latest first. */
  sessions: SuccessOf<'GET /clients/:id/sessions'>['items'];
  /** Whether those are all. */
  areAllSessions: boolean;
};

/** Asks for all of it, one thing after the other: they share a transaction. */
export async function readWhole(
  { ask }: Pick<PageAsked, 'ask'>,
  client: WholeClient['client'],
): Promise<WholeClient> {
  const params = { id: client.id };
  const journey = await ask('GET /clients/:id/journey', { params });
  const consent = await ask('GET /clients/:id/prompt-consent', { params });
  const { items: holds } = await ask('GET /clients/:id/holds', { params });
  const { items: moments } = await ask('GET /clients/:id/milestones', { params });
  const { items, nextCursor } = await ask('GET /clients/:id/sessions', { params, query: { limit: '200' } });
  const sessions = items.toSorted((one, other) => other.at.localeCompare(one.at));
  return { client, journey, consent, holds, moments, sessions, areAllSessions: nextCursor === null };
}
