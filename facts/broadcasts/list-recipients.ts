import type { Practice } from '../../entities/practice.ts';
import { whyLeftOut, type Candidate } from '../../policy/broadcasts/leave-out.ts';
import {
  isNotice,
  SENT_AS,
  type BroadcastKind,
  type OnlyTo,
} from '../../policy/broadcasts/broadcast-terms.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import type { Tx } from '../transaction.ts';
import { colleaguesToTell } from './colleagues-to-tell.ts';
import { colleaguesToThank } from './colleagues-to-thank.ts';
import type { Only } from './had-before.ts';
import { personalReferrersToThank } from './personal-referrers.ts';

/** What is asked for: which words, to whom, at what pace where not the practice's, and of which time of being full. */
export type NewBroadcast = {
  kind: BroadcastKind;
  perDay?: number | undefined;
  onlyTo?: OnlyTo | undefined;
  spellId?: string | null | undefined;
};

/** Whom it goes to, in this order, and who is left out with the reason; ids of one table. */
export type Listed = {
  to: 'clients' | 'professionals';
  recipients: { id: string; lastHadAt: Date | null }[];
  leftOut: { id: string; why: string }[];
};

/** Everybody whom this would go to now, and everybody who is left out; nothing is written. */
export async function listRecipients(
  tx: Tx,
  practice: Practice,
  { kind, onlyTo, spellId = null }: NewBroadcast,
): Promise<Listed> {
  const { to } = SENT_AS[kind];
  const candidates = await candidatesFor(tx, practice, { kind, spellId, at: tx.now, broadcastId: null });
  const left = whyLeftOut(candidates, onlyTo ?? null);
  return {
    to,
    recipients: candidates.flatMap(({ id, lastHadAt }) => (left.has(id) ? [] : { id, lastHadAt })),
    leftOut: candidates.flatMap(({ id }) => {
      const why = left.get(id);
      return why ? { id, why } : [];
    }),
  };
}

type Asked = Only & {
  kind: BroadcastKind;
  spellId: string | null;
  at: Date;
  broadcastId: string | null;
};

/** Whoever may be meant, each with why they are not; with `only` asked again of some who stand on a list. */
export function candidatesFor(
  tx: Tx,
  { timezone: zone, policy }: Practice,
  { kind, spellId, ...asked }: Asked,
): Promise<Candidate<string>[]> {
  if (SENT_AS[kind].to === 'clients') return personalReferrersToThank(tx, { ...asked, zone });
  const minGapMs = toMs(policy.relationships.minGap);
  if (isNotice(kind)) return colleaguesToTell(tx, kind, { ...asked, spellId, minGapMs });
  return colleaguesToThank(tx, { ...asked, minGapMs });
}
