import {
  plannedCarriers,
  type Carrier,
  type CarrierFacts,
  type CarrierRules,
} from '../../journeys/carriers.ts';
import { REVIEW_EVERY_SESSIONS } from '../../journeys/sessions.ts';
import { PLAYED_FROM } from './happening.ts';

/** A note that goes by itself: how long after what it is about, at the soonest and at the latest. */
export type PlayedNote = { carrier: Carrier; afterMs: number; latestMs: number };

/**
 * Every note that this practice sends by itself, as the rules plan it, where mail may leave at any hour: after a session
 * with each of the practice's moments, at a review point, after an ending, to somebody new.
 */
export function playNotes(rules: CarrierRules): PlayedNote[] {
  const open: CarrierRules = { ...rules, window: 'always', holidays: 'none' };
  const noted = occasions(rules).flatMap((occasion) =>
    plannedCarriers({ ...NOTHING, ...occasion }, open, PLAYED_FROM).map(
      ({ carrier, anchor, dueAt, latestAt }) => ({
        carrier,
        afterMs: dueAt.getTime() - anchor.getTime(),
        latestMs: latestAt.getTime() - anchor.getTime(),
      }),
    ),
  );
  return [...new Map(noted.map((note) => [note.carrier, note])).values()];
}

const NOTHING: CarrierFacts = {
  attended: [],
  marked: [],
  ending: null,
  newClient: null,
  lastNoteAt: null,
  wentLiveAt: null,
};

function occasions({ milestones }: CarrierRules): Partial<CarrierFacts>[] {
  const session = { id: 's', at: PLAYED_FROM, nth: 1, imported: false };
  return [
    ...milestones.map((kind) => ({ attended: [session], marked: [{ kind, sessionId: 's' }] })),
    { attended: [session] },
    { attended: [{ ...session, nth: REVIEW_EVERY_SESSIONS }] },
    { ending: { dischargeId: 'd', anchor: PLAYED_FROM } },
    { newClient: { enquiryId: 'e', anchor: PLAYED_FROM } },
  ];
}
