import type { Problem } from '../../http/problem.ts';
import type { AnyAct } from '../staff-page.ts';
import type { Words } from '../words/words.ts';
import type { Refused } from './act-form.ts';
import type { FormFields } from './form-fields.ts';

const MISSING = /expected .*received undefined|must not be empty|Required/i;

/** A form that was sent, and why it could not be taken. */
export type Refusing = { act: Pick<AnyAct, 'faults'>; action: string; fields: FormFields; problem: Problem };

/** What a form is told that could not be taken: each fault at its field, in words for whoever filled it in. */
export function refusedForm(
  { act, action, fields, problem: { errors, message } }: Refusing,
  words: Pick<Words, 'say'>,
): Refused {
  const faults: Record<string, string> = {};
  for (const { path, message: fault } of errors) {
    const name = path.replace(/^query\./, '');
    const own = act.faults?.[name];
    if (own) faults[own.field] = words.say(own.says);
    else faults[name] = MISSING.test(fault) ? words.say('frame.fillIn') : sentence(fault);
  }
  return { action, fields: fields.typed, faults, message };
}

function sentence(fault: string): string {
  return `${fault.charAt(0).toLocaleUpperCase()}${fault.slice(1)}${/[.?]$/.test(fault) ? '' : '.'}`;
}
