import { Professional } from '../../entities/professional.ts';
import { Task } from '../../entities/task.ts';
import { helloWords } from '../../email/hello-words.ts';
import { readRelationships, type Relationship } from '../../facts/relationships/read-relationships.ts';
import type { Tx } from '../../facts/transaction.ts';
import { knownFacts, type KnownFact } from '../../policy/network/known-facts.ts';
import { whyNowOf } from '../../policy/network/why-now.ts';
import { silenceOf } from '../../policy/relationships/dried-up.ts';
import {
  CHECK_IN_REASONS,
  type Rank,
  type RhythmRules,
} from '../../policy/relationships/relationship-terms.ts';
import { rankOf } from '../../policy/relationships/rhythm.ts';
import { weekOf } from '../../policy/relationships/weekly-choice.ts';
import { chanceOfSilence } from '../../policy/reports/silence.ts';

/** Names of a week (§5c 4.5e). */
const MOST = 5;

export type NetworkContact = {
  professionalId: string;
  name: string;
  rank: Rank;
  status: 'open' | 'done';
  why: string;
  words: string;
  taskId: string;
  facts: KnownFact[];
};

/** `capacityLine`: what is said by the way of the practice's places, to this colleague. */
type Of = { rules: RhythmRules; signer: string; capacityLine: (professionalId: string) => string | null };

/** The check-ins of this week of the practice's zone, open and done: the dried-up first, then as people send (4.5e). */
export async function contactsOfWeek(tx: Tx, of: Of): Promise<NetworkContact[]> {
  const chosen = await chosenIn(tx, of);
  const words = await helloWords(
    tx.em,
    tx.practiceId,
    chosen.map(({ colleague }) => ({
      first: colleague.firstName,
      signer: of.signer,
      capacityLine: of.capacityLine(colleague.id),
    })),
  );
  return chosen.map(({ task, colleague, rank, why }, index) => ({
    professionalId: colleague.id,
    name: `${colleague.firstName} ${colleague.lastName}`.trim(),
    rank,
    status: task.status === 'done' ? 'done' : 'open',
    why,
    words: words[index] ?? '',
    taskId: task.id,
    facts: knownFacts({
      organisation: colleague.organisation ?? null,
      focus: colleague.focus,
      takesReferrals: colleague.takesReferrals ?? null,
      placesKnown: colleague.placesKnown ?? null,
      howWeKnowThem: colleague.howWeKnowThem ?? null,
      expectedPerMonth: colleague.expectedPerMonth ?? null,
      lastConfirmedOn: colleague.lastConfirmedOn ?? null,
    }),
  }));
}

type Chosen = { task: Task; colleague: Professional; rank: Rank; why: string; urgency: number };

async function chosenIn(tx: Tx, { rules }: Of): Promise<Chosen[]> {
  const { em, practiceId, now } = tx;
  const tasks = await em.find(
    Task,
    {
      practiceId,
      kind: 'check_in',
      status: { $in: ['open', 'done'] },
      dueAt: { $gt: weekOf(now, rules.zone).dueAfter },
    },
    { orderBy: { id: 'asc' } },
  );
  const ids = tasks.flatMap(({ professional }) => professional?.id ?? []);
  const colleagues = await em.find(Professional, { practiceId, id: { $in: ids }, erasedAt: null });
  const relationships = ids.length > 0 ? await readRelationships(tx, ids) : [];
  return relationships
    .flatMap((facts): Chosen[] => {
      const task = tasks.findLast(({ professional }) => professional?.id === facts.id);
      const colleague = colleagues.find(({ id }) => id === facts.id);
      return task && colleague ? [{ task, colleague, ...told(task, facts, rules, now) }] : [];
    })
    .toSorted(
      (one, other) =>
        other.urgency - one.urgency ||
        RANK_ORDER.indexOf(one.rank) - RANK_ORDER.indexOf(other.rank) ||
        (one.task.id < other.task.id ? -1 : 1),
    )
    .slice(0, MOST);
}

const RANK_ORDER: readonly Rank[] = ['top', 'new', 'active', 'dormant'];

function told(task: Task, facts: Relationship, rules: RhythmRules, now: Date) {
  const rank = rankOf(facts, rules, now);
  const reason = CHECK_IN_REASONS.find((one) => one === task.why) ?? 'due';
  const silence = silenceOf(facts, now);
  const p0 = silence && chanceOfSilence(silence);
  return {
    rank,
    why: whyNowOf(facts, reason, rules, now),
    urgency: reason === 'dried_up' ? facts.arrivalsInTwoYears / (p0 ?? 1) : 0,
  };
}
