import type { Enquiry } from '../../entities/enquiry.ts';
import { Practice } from '../../entities/practice.ts';
import { Professional } from '../../entities/professional.ts';
import { ServiceLine } from '../../entities/service-line.ts';
import { Source } from '../../entities/source.ts';
import { Staff } from '../../entities/staff.ts';
import { noRoomFor } from '../../policy/capacity/no-room.ts';
import { fullName } from '../../policy/network/full-name.ts';
import { dateInWords } from '../../policy/manual/in-words.ts';
import type { NoRoomNamed } from '../../policy/tasks/no-room-words.ts';
import { readCapacity } from '../capacity/read-capacity.ts';
import { dateIn } from '../practice/practice-today.ts';
import type { Tx } from '../transaction.ts';
import { rankTrusted } from './rank-colleagues.ts';

/** Where there is no room for somebody who got in touch: what the desk reads, and to whom they may be sent on. */
export type NoRoomOf = NoRoomNamed & {
  practitionerId: string | null;
  /** When that was said, YYYY-MM-DD. */
  asOf: string;
  hereIds: string[];
  /** Best first; sending them on needs their own yes (S79). */
  colleagueIds: string[];
};

/** So many names are enough to say on the telephone. */
const MOST_NAMES = 3;

/** Of these enquiries those for which there is no room now (S71, S73a), by their ids; a few queries for all of them. */
export async function noRoomOf(tx: Tx, enquiries: readonly Enquiry[]): Promise<Map<string, NoRoomOf>> {
  const found = new Map<string, NoRoomOf>();
  if (enquiries.length === 0) return found;
  const { em, practiceId, now } = tx;
  const { statements, practitionerIds } = await readCapacity(tx);
  if (!statements.some(({ status }) => status === 'full')) return found;
  const sentBy = await colleaguesWhoSent(tx, enquiries);
  const { timezone } = await em.findOneOrFail(Practice, practiceId);
  const staff = await em.find(Staff, { id: { $in: practitionerIds } });
  const trusted = await em.find(Professional, { practiceId, trusted: true });
  const lines = await em.find(ServiceLine, {});
  const namesOf = (ids: readonly string[]): string[] =>
    ids.flatMap((id) => staff.find((one) => one.id === id)?.name ?? []);
  for (const enquiry of enquiries) {
    const practitionerId = enquiry.practitioner?.id ?? null;
    const serviceLineId = enquiry.serviceLineId ?? null;
    const asked = { practitionerId, serviceLineId, sentBy: sentBy.get(enquiry.id) ?? null };
    const noRoom = noRoomFor(statements, practitionerIds, asked, now);
    if (!noRoom) continue;
    const need = lines.find(({ id }) => id === serviceLineId)?.name ?? '';
    const withPlaces = rankTrusted(trusted, { need, declined: [], today: dateIn(timezone, now) })
      .filter(({ isConfirmed, hasPlaces }) => isConfirmed && hasPlaces)
      .slice(0, MOST_NAMES);
    const { statedAt, here, ...said } = noRoom;
    found.set(enquiry.id, {
      ...said,
      practitioner: namesOf(said.practitionerId === null ? [] : [said.practitionerId])[0] ?? null,
      asOf: dateIn(timezone, statedAt),
      saidOn: dateInWords(dateIn(timezone, statedAt)),
      here: namesOf(here),
      hereIds: here,
      colleagues: withPlaces.map(({ professional }) => fullName(professional)),
      colleagueIds: withPlaces.map(({ id }) => id),
    });
  }
  return found;
}

/** By enquiry, the colleague who is, or is behind, its source. */
async function colleaguesWhoSent({ em }: Tx, enquiries: readonly Enquiry[]): Promise<Map<string, string>> {
  const named = enquiries.flatMap(({ id, sourceRef }) => (sourceRef ? [{ id, sourceRef }] : []));
  const sources = await em.find(Source, { id: { $in: named.map(({ sourceRef }) => sourceRef) } });
  const behind = new Map(
    sources.flatMap(({ id, professional }) => (professional ? [[id, professional.id] as const] : [])),
  );
  return new Map(named.map(({ id, sourceRef }) => [id, behind.get(sourceRef) ?? sourceRef]));
}
