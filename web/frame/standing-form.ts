import type { Problem } from '../../http/problem.ts';
import type { Words } from '../words/words.ts';
import type { Fields } from '../read-form.ts';
import type { AnyAct } from '../staff-page.ts';
import type { TypedForm } from './act-form.ts';

const MISSING = /expected .*received undefined|must not be empty|Required/i;

/** A form as it was typed, that comes again: it could not be taken, or (`problem` null) its sender had to sign in first. */
export type StandingForm = {
  /** What was refused, where it says where its faults are shown. */
  act?: Pick<AnyAct, 'faults'>;
  action: string;
  typed: Fields;
  problem: Problem | null;
};

/** What stands in that form: what was typed, and each fault at its field, in words for whoever filled it in. */
export function typedForm(
  { act, action, typed, problem }: StandingForm,
  words: Pick<Words, 'say'>,
): TypedForm {
  const faults: Record<string, string> = {};
  for (const { path, message } of problem?.errors ?? []) {
    const name = path.replace(/^query\./, '');
    const own = act?.faults?.[name];
    if (own) faults[own.field] = words.say(own.says);
    else faults[name] = MISSING.test(message) ? words.say('frame.fillIn') : sentence(message);
  }
  return {
    action,
    fields: typed,
    faults,
    message: problem?.message ?? words.say('frame.kept'),
    isFault: problem !== null,
  };
}

function sentence(fault: string): string {
  return `${fault.charAt(0).toLocaleUpperCase()}${fault.slice(1)}${/[.?]$/.test(fault) ? '' : '.'}`;
}
