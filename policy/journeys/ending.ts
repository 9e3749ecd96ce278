export const ENDINGS = [
  'planned_met',
  'planned_partly',
  'stepped_down',
  'drop_out',
  'referred_on',
  'ended_by_practice',
  'moved',
  'deceased',
] as const;
export type Ending = (typeof ENDINGS)[number];

type EndingRule = {
  /** The administrative note that the practice sends by itself. */
  sendsNote: boolean;
  /** The milestone it makes: always, only with the practitioner's tick, only where it was planned, or never. */
  milestone: 'always' | 'ticked' | 'planned' | 'never';
};

/** What each ending sends and asks (§2.6); whoever died, or left without a word, is written to by nobody but a person. */
const ENDING_RULES: Readonly<Record<Ending, EndingRule>> = {
  planned_met: { sendsNote: true, milestone: 'always' },
  planned_partly: { sendsNote: true, milestone: 'ticked' },
  stepped_down: { sendsNote: false, milestone: 'always' },
  moved: { sendsNote: true, milestone: 'planned' },
  drop_out: { sendsNote: false, milestone: 'never' },
  referred_on: { sendsNote: false, milestone: 'never' },
  ended_by_practice: { sendsNote: false, milestone: 'never' },
  deceased: { sendsNote: false, milestone: 'never' },
};

/** Whether the ending note sends itself. */
export function sendsEndingNote(ending: Ending): boolean {
  return ENDING_RULES[ending].sendsNote;
}

/**
 * The milestone that an ending makes by itself (§5a.1); somebody who only steps down, or changes to a colleague, goes
 * on with us, so that theirs is a transition.
 */
export function milestoneOfEnding(
  ending: Ending,
  { ticked, planned }: { ticked: boolean; planned: boolean },
): 'discharge' | 'transition' | null {
  const { milestone } = ENDING_RULES[ending];
  const made =
    milestone === 'always' || (milestone !== 'never' && ticked) || (milestone === 'planned' && planned);
  if (!made) return null;
  return ending === 'stepped_down' ? 'transition' : 'discharge';
}

/** Whether the work with us goes on after it, with somebody else or less often. */
export function goesOn(ending: Ending): boolean {
  return ending === 'stepped_down';
}

/** Whether a planned end is one of this episode of care; what was planned for an earlier one says nothing of it. */
export function planStands(plannedEndOn: string | null, episodeBeganOn: string | null): boolean {
  return plannedEndOn !== null && plannedEndOn >= (episodeBeganOn ?? '');
}
