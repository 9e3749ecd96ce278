import { type Refusal, wrongFields } from '../facts/refusal.ts';

/** The file as a whole cannot be used; `message` is for the person who sent it. */
export function fileFault(message: string): Refusal {
  return wrongFields([{ path: '(file)', message }], message);
}
