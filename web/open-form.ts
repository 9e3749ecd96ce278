import { secretHash } from '../entities/crypto/look-up.ts';
import type { Tx } from '../facts/transaction.ts';
import { submitOnce } from '../facts/idempotency.ts';
import { formPace } from '../policy/access/form-pace.ts';
import { blank, button, form, isTrapped, onceOf, trap, type Filled } from './form.ts';
import { shownAt, stamp } from './form-stamp.ts';
import { markup, type Markup } from '../http/markup.ts';
import { page } from './page.ts';
import type { Fields } from './read-form.ts';
import type { Read } from './read-typed.ts';
import { shown, type Answer, type Visit } from './visit.ts';

/** A form that anybody may fill in, here or in a frame on somebody else's site. */
export type OpenForm<Visited extends Visit, Typed> = {
  /** Tells its sendings from those of other forms. */
  name: string;
  title: (visit: Visited) => string;
  /** What stands before it. */
  words: (visit: Visited) => Promise<Markup>;
  fields: (visit: Visited, filled: Filled) => Promise<Markup>;
  /** What is in it before anybody has typed. */
  beforehand?: Fields;
  read: (fields: Fields) => Read<Typed>;
  record: (tx: Tx, typed: Typed, visit: Visited) => Promise<void>;
  /** The same for everybody, whoever is known here. */
  thanks: (visit: Visited) => Promise<Markup>;
};

type Handlers<Visited> = {
  show: (visit: Visited) => Promise<Answer>;
  take: (visit: Visited) => Promise<Answer>;
};

const STAMP = 'shown';
const ONCE_MORE = {
  send: 'Please look it over and press the button once more, so that we know it comes from a person.',
};

/**
 * How such a form is shown and taken. What a program seems to have sent comes back with everything that was typed, so
 * that a person who is quick, or whose page was open overnight, presses once more and loses nothing.
 */
export function openForm<Visited extends Visit, Typed>(one: OpenForm<Visited, Typed>): Handlers<Visited> {
  return {
    show: (visit) => show(one, visit, { ...blank(), fields: one.beforehand ?? {} }),
    take: (visit) => take(one, visit),
  };
}

async function show<Visited extends Visit, Typed>(
  one: OpenForm<Visited, Typed>,
  visit: Visited,
  { fields, faults }: Filled,
  status = 200,
): Promise<Answer> {
  const once = onceOf(fields);
  const filled = { fields: { ...fields, once }, faults };
  const body = markup`${await one.words(visit)}
${form(
  filled,
  markup`${await one.fields(visit, filled)}
${trap()}
<input type="hidden" name="${STAMP}" value="${stampFor(one, visit, filled.fields)}">
${button('Send', 'send')}`,
)}`;
  return shown(page(one.title(visit), body, visit), status);
}

async function take<Visited extends Visit, Typed>(
  one: OpenForm<Visited, Typed>,
  visit: Visited,
): Promise<Answer> {
  const { fields } = visit;
  const { typed, faults } = one.read(fields);
  if (faults) return show(one, visit, { fields, faults }, 422);
  const isAPersons =
    !isTrapped(fields) && formPace(shownWhen(one, visit, fields), new Date()) === 'a_persons';
  if (!isAPersons) return show(one, visit, { fields, faults: ONCE_MORE }, 422);
  // Changed and sent again from the page before, it is another form.
  const sent = `${one.name}/${onceOf(fields)}/${secretHash(JSON.stringify(typed))}`;
  await visit.inTransaction((tx) => submitOnce(tx, sent, () => one.record(tx, typed, visit)));
  return shown(page('Thank you', await one.thanks(visit), visit));
}

/** The stamp it came with stays while it is good, so that a short wait is enough. */
function stampFor(one: { name: string }, visit: Visit, fields: Fields): string {
  const now = new Date();
  const before = shownWhen(one, visit, fields);
  const isGood = before !== null && formPace(before, now) !== 'unknown';
  return stamp(shownForm(one, visit, fields), isGood ? before : now);
}

function shownWhen(one: { name: string }, visit: Visit, fields: Fields): Date | null {
  return shownAt(shownForm(one, visit, fields), fields[STAMP]);
}

function shownForm({ name }: { name: string }, { practice }: Visit, fields: Fields) {
  return { practiceId: practice.id, name, once: fields['once'] ?? '' };
}
