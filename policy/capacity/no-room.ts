import type { FullMode, WaitWeeks } from './capacity-terms.ts';
import { practiceCapacity, saidStatus, type Statement } from './practice-capacity.ts';

/** For whom somebody got in touch, and which colleague sent them; null where it is not said. */
export type Asked = {
  practitionerId: string | null;
  serviceLineId: string | null;
  sentBy: string | null;
};

/** Whoever was asked for has no room: what is said of it, and who here has. */
export type NoRoom = {
  /** Whom they asked for; null: the whole practice is full. */
  practitionerId: string | null;
  mode: FullMode;
  nextOpening: string | null;
  waitWeeks: WaitWeeks | null;
  statedAt: Date;
  /** Practitioners here who say that they have room. */
  here: string[];
};

/**
 * Why somebody who got in touch cannot be seen soon (S71, S73a). Null: there may be room, nobody knows, or places are kept
 * for the people of the colleague who sent them.
 */
export function noRoomFor(
  statements: readonly Statement[],
  practitionerIds: readonly string[],
  asked: Asked,
  now: Date,
): NoRoom | null {
  const practice = practiceCapacity(statements, practitionerIds, now);
  const { status, mode, nextOpening, waitWeeks, statedAt, placesFor } = practice;
  if (status === 'full' && statedAt !== null) {
    if (isKept(placesFor, asked)) return null;
    return { practitionerId: null, mode, nextOpening, waitWeeks, statedAt, here: [] };
  }
  const { practitionerId } = asked;
  const said = practitionerId === null ? null : saidOf(statements, practitionerId, asked, now);
  if (practitionerId === null || said?.status !== 'full' || isKept(said.placesFor, asked)) return null;
  const here = practitionerIds.filter((id) => {
    const theirs = saidOf(statements, id, asked, now)?.status;
    return theirs === 'open' || theirs === 'nearly_full';
  });
  return { ...said, practitionerId, here };
}

/** What somebody says of the line that is asked for, else of everything that they do; null: nothing that still stands. */
function saidOf(
  statements: readonly Statement[],
  practitionerId: string,
  { serviceLineId }: Asked,
  now: Date,
): Statement | null {
  const stands = statements.filter(
    (one) => one.practitionerId === practitionerId && saidStatus(one, now) !== 'please_ask',
  );
  const ofLine = stands.find((one) => one.serviceLineId !== null && one.serviceLineId === serviceLineId);
  return ofLine ?? stands.find((one) => one.serviceLineId === null) ?? null;
}

function isKept(placesFor: readonly string[], { sentBy }: Asked): boolean {
  return sentBy !== null && placesFor.includes(sentBy);
}
