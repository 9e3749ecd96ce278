import { toMs } from '../calendar/duration.ts';
import { after } from '../calendar/instants.ts';
import type { PracticeCapacity } from '../capacity/practice-capacity.ts';
import type { PracticePolicy } from '../practice/practice-policy.ts';
import type { RhythmRules } from './relationship-terms.ts';

/** What a practice has set, and what it says of its places as a whole. */
export function rhythmRules(
  { relationships, quiet }: Pick<PracticePolicy, 'relationships' | 'quiet'>,
  zone: string,
  { status, validUntil }: Pick<PracticeCapacity, 'status' | 'validUntil'>,
): RhythmRules {
  return {
    topMs: toMs(relationships.top),
    activeMs: toMs(relationships.active),
    dormantMs: toMs(relationships.dormant),
    newMs: relationships.new.map(toMs).toSorted((one, other) => one - other),
    fullFactor: relationships.fullFactor,
    fullUntil: status === 'full' ? validUntil : null,
    minGapMs: toMs(relationships.minGap),
    dried: quiet.dried,
    watch: quiet.watch,
    zone,
  };
}

/** Nobody whom a file brings at this moment, and of whom nothing else is known, is to be heard of sooner. */
export function earliestCheckIn({ relationships }: Pick<PracticePolicy, 'relationships'>, now: Date): Date {
  return after(now, toMs(relationships.dormant));
}
