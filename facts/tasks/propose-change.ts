import { randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Proposal } from '../../entities/proposal.ts';
import type { TemplateId } from '../../email/templates/catalogue.ts';
import { BUILT_IN_SOURCE } from '../../email/templates/live-words.ts';
import { readPolicy } from '../../policy/practice/read-policy.ts';
import { lockPractice } from '../locks/lock-practice.ts';
import { conflict, notFound, wrongFields } from '../refusal.ts';
import { closeTasks, openTask } from './open-task.ts';
import { audit, type Tx } from '../transaction.ts';
import { changePolicy, policyContext } from '../practice/change-practice.ts';
import { practiceToday } from '../practice/practice-today.ts';
import { acceptedWords, saveTemplate } from '../practice/save-template.ts';

/** What a proposal is about: the policy, or the words of one template. */
export type Proposable = TemplateId | 'policy';

/** Keeps words that an agency wants, with the same checks as those that are in force at once, and asks an owner. */
export async function proposeWords(tx: Tx, id: TemplateId, source: string | null): Promise<void> {
  if (source !== null) await acceptedWords(tx, id, source);
  await propose(tx, id, source ?? BUILT_IN_SOURCE);
}

/** The same for a policy, whose contradictions are refused here already. */
export async function proposePolicy(tx: Tx, input: unknown): Promise<void> {
  const practice = await lockPractice(tx);
  const { policy, faults } = readPolicy(input, await policyContext(tx, practice));
  if (faults !== null) throw wrongFields(faults);
  await propose(tx, 'policy', JSON.stringify(policy));
}

/** The change that waits for an owner; null where none does. */
export async function openProposal(em: EntityManager, about: Proposable): Promise<Proposal | null> {
  return em.findOne(Proposal, { about, decision: null });
}

/** The owner's yes: from now on it is in force, as if the owner had written it. */
export async function acceptProposal(tx: Tx, about: Proposable, version: number): Promise<void> {
  const proposal = await decided(tx, about, version, 'accepted');
  if (about === 'policy') await changePolicy(tx, JSON.parse(proposal.content));
  else await saveTemplate(tx, about, proposal.content === BUILT_IN_SOURCE ? null : proposal.content);
}

/** The owner's no: what is in force stays. */
export async function declineProposal(tx: Tx, about: Proposable, version: number): Promise<void> {
  await decided(tx, about, version, 'declined');
}

async function propose(tx: Tx, about: Proposable, content: string): Promise<void> {
  const { em, practiceId, now, actor } = tx;
  await lockPractice(tx);
  const latest = await em.findOne(Proposal, { about }, { orderBy: { version: 'desc' } });
  if (latest?.decision === null) {
    if (latest.content === content) return;
    latest.decide('replaced', actor.staffId, now);
    await closeTasks(tx, ['look_into'], { subjectId: latest.id }, 'cancelled');
  }
  const id = randomUUIDv7();
  const version = (latest?.version ?? 0) + 1;
  const proposedBy = actor.staffId;
  em.create(Proposal, { id, practiceId, about, version, content, proposedBy, createdAt: now });
  const today = await practiceToday(tx);
  openTask(tx, {
    kind: 'look_into',
    why: about === 'policy' ? 'policy_proposed' : 'words_proposed',
    subjectId: id,
    assignee: today.owners()[0] ?? null,
    dueAt: now,
  });
  audit(tx, 'propose', { entity: about === 'policy' ? 'policy' : 'template', id: null }, [about]);
}

async function decided(
  tx: Tx,
  about: Proposable,
  version: number,
  decision: 'accepted' | 'declined',
): Promise<Proposal> {
  await lockPractice(tx);
  const proposal = await tx.em.findOne(Proposal, { about, version });
  if (!proposal) throw notFound('proposal');
  if (proposal.decision) throw conflict(`This proposal was ${proposal.decision} already.`);
  proposal.decide(decision, tx.actor.staffId, tx.now);
  await closeTasks(tx, ['look_into'], { subjectId: proposal.id });
  audit(tx, decision, { entity: about === 'policy' ? 'policy' : 'template', id: null }, [about]);
  return proposal;
}
