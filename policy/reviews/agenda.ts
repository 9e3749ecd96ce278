import type { ReviewKind } from './review-terms.ts';

/** A part of the meeting: what it is about, and for how many minutes. */
type Part = { name: PartName; title: string; minutes: number };

export type PartName =
  | 'last_actions'
  | 'thanks'
  | 'funnel'
  | 'layers'
  | 'sources'
  | 'who_recommends'
  | 'invest'
  | 'generations'
  | 'whom_to_thank'
  | 'moments'
  | 'trusted'
  | 'manual'
  | 'decide';

/** The fixed agenda of each meeting, twenty minutes both (§5.8, S48, S49): last time's actions first, decisions last. */
export const AGENDA: Readonly<Record<ReviewKind, readonly Part[]>> = {
  monthly: [
    { name: 'last_actions', title: 'Last time’s actions: done?', minutes: 2 },
    { name: 'thanks', title: 'Thanks within 48 hours, and whether we know how people came', minutes: 3 },
    { name: 'funnel', title: 'From being in touch to a first session', minutes: 4 },
    { name: 'layers', title: 'How content people are, beside how often they recommend us', minutes: 6 },
    {
      name: 'sources',
      title: 'Where people come from, who has gone quiet, and whom we do not know yet',
      minutes: 3,
    },
    { name: 'decide', title: 'Three actions at most: who, and by when', minutes: 2 },
  ],
  quarterly: [
    { name: 'last_actions', title: 'Last time’s actions: done?', minutes: 2 },
    { name: 'who_recommends', title: 'Who recommends us: practitioners, lines, stages', minutes: 4 },
    { name: 'invest', title: 'What a new client costs, and where to invest', minutes: 3 },
    { name: 'generations', title: 'Whether those who came bring others', minutes: 2 },
    { name: 'whom_to_thank', title: 'Whom to thank', minutes: 2 },
    { name: 'moments', title: 'Which moments to keep', minutes: 3 },
    { name: 'trusted', title: 'Colleagues whom we trust: still right?', minutes: 1 },
    { name: 'manual', title: 'The manual: read it again', minutes: 1 },
    { name: 'decide', title: 'Three actions at most: who, and by when', minutes: 2 },
  ],
};
