import { ClientSession } from '../../entities/client-session.ts';
import type { Client } from '../../entities/client.ts';
import { Discharge } from '../../entities/discharge.ts';
import { endOfDay } from '../../policy/calendar/carrier-moment.ts';
import { ENDINGS, goesOn } from '../../policy/journeys/ending.ts';
import type { Tx } from '../transaction.ts';
import { dateIn } from '../practice/practice-today.ts';

const THAT_END = ENDINGS.filter((ending) => !goesOn(ending));

/** The day on which this episode of care began; null: with the intake (§5a.6). */
export function episodeBegan({ episodeStartedAt }: Client, zone: string): string | null {
  return episodeStartedAt ? dateIn(zone, episodeStartedAt) : null;
}

/** A client whose work with us had ended came again: a new episode of care begins with that session (§5a.6), at no stage yet. */
export function beginEpisode(client: Client, session: ClientSession, zone: string): void {
  if (!client.endedOn || dateIn(zone, session.at) <= client.endedOn) return;
  client.ending = null;
  client.endedOn = null;
  client.episodeStartedAt = session.at;
  client.stage = null;
}

/**
 * Sets the beginning of the episode to the first attended session after the discharge before it, in whichever order
 * sessions become known; without such a session the discharge is in force again.
 */
export async function followEpisode(tx: Tx, client: Client, zone: string): Promise<void> {
  if (!client.episodeStartedAt) return;
  await tx.em.flush();
  const [latest, earlier] = await tx.em.find(
    Discharge,
    { clientId: client.id, supersededAt: null, ending: { $in: THAT_END } },
    { orderBy: [{ on: 'desc' }, { createdAt: 'desc' }], limit: 2 },
  );
  const before = client.ending ? earlier : latest;
  if (!before) return;
  const first = await firstSessionAfter(tx, before, zone);
  if (first || client.ending) {
    client.episodeStartedAt = first?.at ?? client.episodeStartedAt;
    return;
  }
  client.ending = before.ending;
  client.endedOn = before.on;
  client.episodeStartedAt = earlier ? ((await firstSessionAfter(tx, earlier, zone))?.at ?? null) : null;
}

async function firstSessionAfter(
  tx: Tx,
  { client, on }: Discharge,
  zone: string,
): Promise<ClientSession | null> {
  return tx.em.findOne(
    ClientSession,
    { clientId: client.id, status: 'attended', at: { $gt: endOfDay(on, zone) } },
    { orderBy: { at: 'asc' } },
  );
}
