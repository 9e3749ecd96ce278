import { Client } from '../../entities/client.ts';
import { FridayList } from '../../entities/friday-list.ts';
import { Practice } from '../../entities/practice.ts';
import { Staff } from '../../entities/staff.ts';
import { fridayLines, type FridayLine } from '../../policy/friday-lists/friday-list.ts';
import { answeredLines } from './answer-friday-list.ts';
import type { Tx } from '../transaction.ts';
import { readKindWords } from './read-kind-words.ts';
import { readFridayClients } from './read-friday-list.ts';

/** One line of the page: who, also in initials, and the reason where the diary still supports it. */
export type FridayPageLine = {
  clientId: string;
  initials: string;
  firstName: string;
  lastName: string | null;
  isAnswered: boolean;
  why: Pick<FridayLine, 'reviewPoint' | 'lastSessionOn'>;
};
export type FridayPage = {
  list: FridayList;
  practitionerId: string;
  lines: FridayPageLine[];
  /** What people wrote for their practitioner, of nobody in particular. */
  kindWords: string[];
};

const letters = new Intl.Segmenter('en-GB');
const NO_LONGER = { reviewPoint: null, lastSessionOn: null };

/** A list as its practitioner sees it; null once they have left. Clients held or ended since are left out. */
export async function readFridayPage(tx: Tx, listId: string): Promise<FridayPage | null> {
  const { em } = tx;
  const list = await em.findOne(FridayList, { id: listId });
  const practitioner = list ? await em.findOne(Staff, { id: list.practitioner.id, active: true }) : null;
  if (!list || !practitioner) return null;
  const { timezone: zone } = await em.findOneOrFail(Practice, tx.practiceId);
  const practitionerId = practitioner.id;
  const current = await readFridayClients(tx, { practitionerId, today: list.on, zone });
  const open = new Set(current.filter(({ isHeld }) => !isHeld).map(({ id }) => id));
  const reasons = new Map(fridayLines(current, list.on).map((line) => [line.clientId, line]));
  const answered = await answeredLines(tx, list);
  const clients = await em.find(Client, { id: { $in: list.clientIds } });
  const lines = list.clientIds.flatMap((clientId) => {
    const client = clients.find(({ id }) => id === clientId);
    const isAnswered = answered.has(clientId);
    if (!client || (!isAnswered && !open.has(clientId))) return [];
    const { firstName, lastName = null } = client;
    const why = reasons.get(clientId) ?? NO_LONGER;
    return [{ clientId, initials: initialsOf(client), firstName, lastName, isAnswered, why }];
  });
  const inOrder = lines.toSorted((one, other) => one.initials.localeCompare(other.initials, 'en-GB'));
  return { list, practitionerId, lines: inOrder, kindWords: await readKindWords(tx, list, zone) };
}

function initialsOf({ firstName, lastName }: Client): string {
  return [firstName, lastName ?? '']
    .flatMap((name) => [...letters.segment(name.trim())].slice(0, 1))
    .map(({ segment }) => `${segment.toUpperCase()}.`)
    .join(' ');
}
