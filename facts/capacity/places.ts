import { CapacityChange } from '../../entities/capacity-change.ts';
import { CapacityPlace } from '../../entities/capacity-place.ts';
import { PLACES_AUTOMATIC, PLACES_BY_HAND, type PlaceByHand } from '../../policy/capacity/capacity-terms.ts';
import { contentOf } from '../../policy/capacity/content.ts';
import { placesToUpdate, type PlaceKnown, type SaidSince } from '../../policy/capacity/places.ts';
import { practiceCapacity } from '../../policy/capacity/practice-capacity.ts';
import { conflict, notFound } from '../refusal.ts';
import { audit, type Tx } from '../transaction.ts';
import { readCapacity, type Capacity } from './read-capacity.ts';

/** Before every time that somebody's statement may end. */
const NEVER_EXPIRED = new Date(0);

/** What each place that is changed by hand said when somebody last noted a change. */
export async function knownPlaces({ em }: Tx): Promise<PlaceKnown[]> {
  const latest: PlaceKnown[] = [];
  for (const place of PLACES_BY_HAND) {
    const row = await em.findOne(CapacityPlace, { place }, { orderBy: { updatedAt: 'desc', id: 'desc' } });
    if (row)
      latest.push({ place, says: row.says, updatedAt: row.updatedAt, updatedBy: row.updatedBy ?? null });
  }
  return latest;
}

/** What the practice says as a whole, whether it has expired or not, and since when; null where nobody ever said anything. */
export async function saidSince({ em }: Tx): Promise<SaidSince> {
  const latest = await em.findOne(CapacityChange, {}, { orderBy: { at: 'desc', id: 'desc' } });
  return latest && { says: latest.says, at: latest.at };
}

/** The places that a person has to change now. */
export async function oldPlaces(tx: Tx): Promise<PlaceByHand[]> {
  return placesToUpdate(await knownPlaces(tx), await saidSince(tx));
}

/** Notes that the practice as a whole says something else from now on, if it does; that it has expired is no such change. */
export async function noteContent(tx: Tx, { statements, practitionerIds }: Capacity): Promise<void> {
  const { em, practiceId, now } = tx;
  const stated = practiceCapacity(statements, practitionerIds, NEVER_EXPIRED);
  const says = contentOf(stated);
  const known = await saidSince(tx);
  if (known?.says === says || (known === null && stated.status === 'please_ask')) return;
  em.create(CapacityChange, { practiceId, says, at: now });
  await em.flush();
}

/** Somebody changed what a place says: from now on it says what we say (S72). */
export async function placeUpdated(tx: Tx, place: string): Promise<void> {
  if (PLACES_AUTOMATIC.some((one) => one === place))
    throw conflict('This place changes by itself, so there is nothing to do there.');
  const byHand = PLACES_BY_HAND.find((one) => one === place);
  if (!byHand) throw notFound('place');
  await updatePlace(tx, byHand);
}

/** The same of a place that is known to be changed by hand. */
export async function updatePlace(tx: Tx, place: PlaceByHand): Promise<void> {
  const { em, practiceId, now, actor } = tx;
  const says = (await saidSince(tx))?.says ?? contentOf((await readCapacity(tx)).practice);
  em.create(CapacityPlace, { practiceId, place, says, updatedAt: now, updatedBy: actor.staffId });
  await em.flush();
  audit(tx, 'update_place', { entity: 'capacity_place', id: null }, [place]);
}
