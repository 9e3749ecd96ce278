import { Practice } from '../../entities/practice.ts';
import { Professional } from '../../entities/professional.ts';
import { ProfessionalMove } from '../../entities/professional-move.ts';
import { Staff } from '../../entities/staff.ts';
import type { Task } from '../../entities/task.ts';
import { firstWord } from '../../email/envelope.ts';
import { helloWords } from '../../email/hello-words.ts';
import { capacityLine } from '../../policy/capacity/capacity-line.ts';
import { whyNowOf } from '../../policy/network/why-now.ts';
import { rhythmRules } from '../../policy/relationships/rhythm-rules.ts';
import { readCapacity } from '../capacity/read-capacity.ts';
import type { Tx } from '../transaction.ts';
import { readRelationships } from './read-relationships.ts';

/** Why now, and words to say. */
type Hello = { why: string; say: string };

/** For the open check-ins among these tasks, by their ids; the words are those of whoever has the task. */
export async function hellosFor(tx: Tx, tasks: readonly Task[]): Promise<ReadonlyMap<string, Hello>> {
  const open = tasks.filter(({ kind, status }) => kind === 'check_in' && status === 'open');
  const ids = open.flatMap(({ professional }) => professional?.id ?? []);
  if (ids.length === 0) return new Map();
  const { em, practiceId, now } = tx;
  const practice = await em.findOneOrFail(Practice, practiceId);
  const capacity = (await readCapacity(tx)).practice;
  const rules = rhythmRules(practice.policy, practice.timezone, capacity);
  const known = new Map((await readRelationships(tx, ids)).map((one) => [one.id, one]));
  const people = new Map((await em.find(Professional, { id: { $in: ids } })).map((one) => [one.id, one]));
  const staff = new Map((await em.find(Staff, {})).map(({ id, name }) => [id, firstWord(name)]));
  const asked = open.flatMap((task) => {
    const person = people.get(task.professional?.id ?? '');
    const facts = known.get(task.professional?.id ?? '');
    return person && facts ? [{ task, person, facts }] : [];
  });
  const words = await helloWords(
    em,
    practiceId,
    asked.map(({ task, person }) => ({
      first: person.firstName,
      signer: staff.get(task.assignee?.id ?? '') ?? practice.neutralSenderName,
      capacityLine: capacityLine(capacity, person.id),
    })),
  );
  return new Map(
    asked.map(({ task, facts }, index) => {
      const reason = task.why === 'dried_up' ? 'dried_up' : 'due';
      return [task.id, { why: whyNowOf(facts, reason, rules, now), say: words[index] ?? '' }];
    }),
  );
}

/** Where colleagues were before they moved, for the tasks that ask for a successor there, by the ids of the moves. */
export async function placesLeft(
  { em }: Tx,
  tasks: readonly Task[],
): Promise<ReadonlyMap<string, string | null>> {
  const ids = tasks.flatMap(({ kind, subjectId }) => (kind === 'find_successor' ? (subjectId ?? []) : []));
  const moves = ids.length > 0 ? await em.find(ProfessionalMove, { id: { $in: ids } }) : [];
  return new Map(moves.map(({ id, fromOrganisation }) => [id, fromOrganisation ?? null]));
}
