import { readPublicCapacity } from '../../facts/capacity/read-public-capacity.ts';
import { markup, type Markup } from '../../http/markup.ts';
import type { PublicCapacity } from '../../policy/capacity/public-capacity.ts';
import type { Visit } from '../visit.ts';

/** Whether the practice of this visit has room, as of now. */
export function capacityOf({ practice, inTransaction }: Visit): Promise<PublicCapacity> {
  return inTransaction((tx) => readPublicCapacity(tx, practice.timezone));
}

/**
 * The statement above a form; nothing where nobody here ever said anything of their places. Who is full still answers
 * everybody (S73), and says so.
 */
export async function statementAbove(visit: Visit): Promise<Markup | null> {
  const { isStated, status, statement } = await capacityOf(visit);
  if (!isStated) return null;
  const welcome =
    status === 'full' ? markup` You’re welcome to get in touch all the same: we answer everybody.` : null;
  return markup`<p class="capacity"><strong>${statement}</strong>${welcome}</p>`;
}
