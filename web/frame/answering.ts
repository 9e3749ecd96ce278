import type { RouteName } from '../../policy/access/routes.ts';
import type { Act, AnyAct, Answered, Params } from '../staff-page.ts';
import type { WordKey } from '../words/catalogue.ts';
import type { TypedForm } from './act-form.ts';
import type { FormFields } from './form-fields.ts';
import type { Said } from './said.ts';

/** An act that was done, on the page that shows what it answered. */
export type Answering = {
  act: AnyAct;
  action: string;
  params: Params;
  fields: FormFields;
  answer: unknown;
  said: WordKey;
  at: string | null;
};

/** What this act answered; null where the page is the answer to another, or to none. */
export function answerTo<N extends RouteName>(act: Act<N>, answering: Answering | null): Answered<N> | null {
  if (answering?.act.address !== act.address) return null;
  const { answer, params, fields } = answering;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the route of this act answered
  return { answer, params, fields: fields.typed } as Answered<N>;
}

export function saidBy({ said, at }: Answering): Said {
  return { key: said, at };
}

/** What was only looked at stands as it was typed; what was written does not. */
export function stillTyped({ act, action, fields }: Answering): TypedForm | null {
  if (act.shows !== 'always') return null;
  return { action, fields: fields.typed, faults: {}, message: '', isFault: false };
}
