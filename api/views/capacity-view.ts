import type { z } from 'zod';
import type { CapacityStatement } from '../../entities/capacity-statement.ts';
import type { Practice } from '../../entities/practice.ts';
import { Professional } from '../../entities/professional.ts';
import { ServiceLine } from '../../entities/service-line.ts';
import { knownPlaces, saidSince } from '../../facts/capacity/places.ts';
import { statementOf } from '../../entities/stated-capacity.ts';
import { readCapacity } from '../../facts/capacity/read-capacity.ts';
import { readPublicCapacity } from '../../facts/capacity/read-public-capacity.ts';
import type { TakeNote } from '../../reports/take-note.ts';
import type { Tx } from '../../facts/transaction.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import { fullName } from '../../policy/network/full-name.ts';
import { placeStates, type PlaceState } from '../../policy/capacity/places.ts';
import { placeWords } from '../../policy/capacity/place-words.ts';
import { saidStatus } from '../../policy/capacity/practice-capacity.ts';
import type { CapacityView, CapacityWording, PlaceView, StatementView } from '../schemas/capacity.ts';

type Shown = z.output<typeof CapacityView>;
type Item = Shown['items'][number];

/** What everybody who works with people here says, with their service lines; whoever said nothing is to be asked. */
export async function capacityView(tx: Tx, practice: Practice, note: TakeNote | null): Promise<Shown> {
  const { practice: whole, rows, practitioners } = await readCapacity(tx);
  const lines = await tx.em.find(ServiceLine, {}, { fields: ['id', 'name'] });
  const lineNames = new Map(lines.map(({ id, name }) => [id, name]));
  const { statement, room } = await readPublicCapacity(tx, practice.timezone);
  const { status, nextOpening, waitWeeks, mode, placesFor } = whole;
  return {
    practice: {
      status,
      statement,
      nextOpening,
      waitWeeks,
      statedAt: whole.statedAt?.toISOString() ?? null,
      validUntil: whole.validUntil?.toISOString() ?? null,
      mode,
      placesFor: [...placesFor],
      room,
    },
    items: practitioners.flatMap(({ id, name }): Item[] => {
      const theirs = rows.filter(({ practitioner }) => practitioner.id === id);
      const own = theirs.filter(({ serviceLine }) => !serviceLine);
      const ofLines = theirs.filter(({ serviceLine }) => serviceLine);
      const first = own.length > 0 ? own.map((row) => itemView(row, tx.now)) : [saidNothing(id)];
      return [...first, ...ofLines.map((row) => itemView(row, tx.now))].map((item) => ({
        ...item,
        practitionerName: name,
        serviceLineName: lineNames.get(item.serviceLineId ?? '') ?? null,
      }));
    }),
    takeNote: note && (await noteView(tx, note)),
  };
}

async function noteView(tx: Tx, { at, words, rows }: TakeNote): Promise<Shown['takeNote']> {
  const ids = rows.map(({ professionalId }) => professionalId);
  const found = ids.length > 0 ? await tx.em.find(Professional, { id: { $in: ids } }) : [];
  const names = new Map(found.map((one) => [one.id, fullName(one)]));
  const named = rows.map((row) => ({ ...row, name: names.get(row.professionalId) ?? null }));
  return { at: at.toISOString(), words, rows: named };
}

type Statement = Omit<Item, 'practitionerName' | 'serviceLineName'>;

function itemView(row: CapacityStatement, now: Date): Statement {
  const { practitionerId, serviceLineId, nextOpening, waitWeeks, mode, placesFor } = statementOf(row);
  return {
    practitionerId,
    serviceLineId,
    status: saidStatus(row, now),
    stated: row.status,
    nextOpening,
    waitWeeks,
    validUntil: row.validUntil.toISOString(),
    mode,
    placesFor: [...placesFor],
    statedAt: row.statedAt.toISOString(),
    statedBy: row.statedBy ?? null,
  };
}

function saidNothing(practitionerId: string): Statement {
  return {
    practitionerId,
    serviceLineId: null,
    status: 'please_ask',
    stated: null,
    nextOpening: null,
    waitWeeks: null,
    validUntil: null,
    mode: 'tell_referrers',
    placesFor: [],
    statedAt: null,
    statedBy: null,
  };
}

export function statementView(
  row: CapacityStatement,
  broadcastId: string | null,
  now: Date,
): z.output<typeof StatementView> {
  return { ...itemView(row, now), notice: broadcastId === null ? null : { broadcastId } };
}

/** More names than anybody remembers who listens. */
const MOST_NAMED = 3;

/** The words to copy, and every place with who changed it when (S72). */
export async function wordingView(tx: Tx, practice: Practice): Promise<z.output<typeof CapacityWording>> {
  const said = await readPublicCapacity(tx, practice.timezone);
  const room = said.room.slice(0, MOST_NAMED);
  const { name: practiceName, profile, phone = null, website = null, policy } = practice;
  const ringsBackWithinMs = toMs(policy.followThrough.contactWithin);
  return {
    statement: said.statement,
    texts: placeWords({ said, practiceName, profile, phone, website, room, ringsBackWithinMs }),
    places: (await placesNow(tx)).map(placeView),
  };
}

async function placesNow(tx: Tx): Promise<PlaceState[]> {
  return placeStates(await knownPlaces(tx), await saidSince(tx));
}

function placeView({ updatedAt, ...state }: PlaceState): z.output<typeof PlaceView> {
  return { ...state, updatedAt: updatedAt?.toISOString() ?? null };
}

/** One place as it stands now. */
export async function onePlaceView(tx: Tx, place: string): Promise<z.output<typeof PlaceView> | null> {
  const found = (await placesNow(tx)).find((one) => one.place === place);
  return found ? placeView(found) : null;
}
