import { setTimeout as pause } from 'node:timers/promises';
import { secretHash } from '../entities/crypto/look-up.ts';
import type { Tx } from '../facts/transaction.ts';
import { markIn, type GivenMark } from '../facts/contact-path/marks.ts';
import { keepForm, type SentForm } from '../facts/posted-forms/keep-form.ts';
import { submitOnce } from '../facts/idempotency.ts';
import { formPace } from '../policy/access/form-pace.ts';
import { isTrapped, trap } from './trap.ts';
import { blank, type Filled } from './parts/filled.ts';
import { button, form, onceOf } from './parts/form.ts';
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
  /** What of it is kept, to be recorded after the answer. */
  sent: (tx: Tx, typed: Typed, visit: Visited) => Promise<SentForm>;
  /** The same for everybody, whoever is known here. */
  thanks: (visit: Visited) => Promise<Markup>;
};

type Handlers<Visited> = {
  show: (visit: Visited) => Promise<Answer>;
  take: (visit: Visited) => Promise<Answer>;
};

/** Long enough for a form to be worked off meanwhile: the answer comes then, whether it was or not. */
const ANSWERED_AFTER_MS = 250;
const STAMP = 'shown';
/** What a check of our own sends along; no page holds it. */
const MARK = 'check';
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
  const cameAt = performance.now();
  const { fields } = visit;
  const { typed, faults } = one.read(fields);
  if (faults) return show(one, visit, { fields, faults }, 422);
  const isAPersons =
    !isTrapped(fields) && formPace(shownWhen(one, visit, fields), new Date()) === 'a_persons';
  if (!isAPersons) return show(one, visit, { fields, faults: ONCE_MORE }, 422);
  // Changed and sent again from the page before, it is another form.
  const once = `${one.name}/${onceOf(fields)}/${secretHash(JSON.stringify(typed))}`;
  const formId = await visit.inTransaction(async (tx) => {
    let kept: string | null = null;
    await submitOnce(tx, once, async () => {
      kept = keepForm(tx, await one.sent(tx, typed, visit), markOf(one, fields));
    });
    return kept;
  });
  if (formId !== null) visit.applyForm(formId);
  const answer = shown(page('Thank you', await one.thanks(visit), visit));
  await pause(Math.max(0, cameAt + ANSWERED_AFTER_MS - performance.now()));
  return answer;
}

/** A mark is bound to the form and to everything that was typed into it. */
function markOf({ name }: { name: string }, fields: Fields): GivenMark | null {
  const { [MARK]: secret, [STAMP]: _shown, once: _once, ...typed } = fields;
  return markIn(secret, { form: name, ...typed });
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
