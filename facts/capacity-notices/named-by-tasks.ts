import type { Task } from '../../entities/task.ts';
import type { TaskKind } from '../../policy/tasks/task-kinds.ts';
import type { PlaceByHand } from '../../policy/capacity/capacity-terms.ts';
import { oldPlaces } from '../capacity/places.ts';
import { readCapacity } from '../capacity/read-capacity.ts';
import type { Tx } from '../transaction.ts';

const PLACES: Readonly<Record<PlaceByHand, string>> = {
  voicemail: 'the voicemail',
  autoresponder: "the mailbox's automatic reply",
  directory: 'the directory profile',
  website: 'the website',
};

const NAMES: Readonly<Partial<Record<TaskKind, (tx: Tx) => Promise<string[]>>>> = {
  confirm_capacity: async (tx) => {
    const { rows, practitioners } = await readCapacity(tx);
    const expired = new Set(
      rows.flatMap(({ validUntil, practitioner }) => (validUntil <= tx.now ? practitioner.id : [])),
    );
    return practitioners.flatMap(({ id, name }) => (expired.has(id) ? name : []));
  },
  update_places: async (tx) => (await oldPlaces(tx)).map((place) => PLACES[place]),
};

/** Whom, or what, these open tasks are about as it is now: statements that have expired, places that say the old thing. */
export async function namedByCapacity(
  tx: Tx,
  tasks: readonly Task[],
): Promise<(task: Task) => readonly string[]> {
  const found = new Map<TaskKind, string[]>();
  for (const kind of new Set(tasks.flatMap((task) => (task.status === 'open' ? task.kind : [])))) {
    const names = await NAMES[kind]?.(tx);
    if (names) found.set(kind, names);
  }
  return ({ kind, status }) => (status === 'open' ? (found.get(kind) ?? []) : []);
}
