import type { Practice } from '../../entities/practice.ts';
import { oldPlaces, placeUpdated, updatePlace } from '../capacity/places.ts';
import { lockCapacity } from '../capacity/spell-to-tell.ts';
import type { Tx } from '../transaction.ts';
import { followCapacity } from './follow-capacity.ts';

/** A place says now what we say (404, 409); with the last of them the reminder ends by itself (S72a). */
export async function changePlace(tx: Tx, practice: Practice, place: string): Promise<void> {
  await lockCapacity(tx);
  await placeUpdated(tx, place);
  await followCapacity(tx, practice);
}

/** Whoever was reminded has changed every place that was named. The caller holds the lock of capacity. */
export async function changeEveryPlace(tx: Tx): Promise<void> {
  for (const place of await oldPlaces(tx)) await updatePlace(tx, place);
}
