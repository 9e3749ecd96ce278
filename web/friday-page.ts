import {
  answerFridayList,
  closeFridayList,
  FRIDAY_ANSWERS,
  type FridayAnswer,
} from '../facts/friday-lists/answer-friday-list.ts';
import {
  readFridayPage,
  type FridayPage,
  type FridayPageLine,
} from '../facts/friday-lists/read-friday-page.ts';
import { address } from './address.ts';
import { choices } from './parts/choices.ts';
import { blank } from './parts/filled.ts';
import { button, form } from './parts/form.ts';
import { markup, type Markup } from '../http/markup.ts';
import { page } from './page.ts';
import type { Fields } from './read-form.ts';
import { behindLink, shown, type Answer, type LinkVisit, type Served } from './visit.ts';

const LABELS: Readonly<Record<FridayAnswer, string>> = {
  ended: 'Planned ending',
  goal: 'Goal reached',
  not_now: 'Not now',
  never: 'Never',
};
const OPTIONS = FRIDAY_ANSWERS.map((value) => ({ value, label: LABELS[value] }));
const ORDINALS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };
const ordinalRule = new Intl.PluralRules('en-GB', { type: 'ordinal' });

/** A practitioner's Friday list behind the link they were sent (§6a.1): initials, and two taps each. */
export function fridayPage(served: Served) {
  return address('/p/:practice/friday/:token', {
    get: behindLink(served, 'friday', async ({ inTransaction, subjectId }) => {
      const found = await inTransaction((tx) => readFridayPage(tx, subjectId));
      return found && showList(found);
    }),
    post: behindLink(served, 'friday', answer),
  });
}

async function answer({ inTransaction, subjectId, fields }: LinkVisit): Promise<Answer | null> {
  const found = await inTransaction((tx) => readFridayPage(tx, subjectId));
  if (!found) return null;
  await inTransaction((tx) =>
    fields['nothing'] === 'yes'
      ? closeFridayList(tx, subjectId)
      : answerFridayList(tx, subjectId, answersIn(fields, found)),
  );
  const after = await inTransaction((tx) => readFridayPage(tx, subjectId));
  return after && showList(after, markup`<p role="status"><strong>Thank you, that is noted.</strong></p>`);
}

/** By the place of a line in the list, which never changes. */
function answersIn(fields: Fields, { list }: FridayPage): Map<string, FridayAnswer> {
  return new Map(
    list.clientIds.flatMap((clientId, index): [string, FridayAnswer][] => {
      const said = FRIDAY_ANSWERS.find((value) => value === fields[`line-${index + 1}`]);
      return said ? [[clientId, said]] : [];
    }),
  );
}

function showList({ list, lines, kindWords }: FridayPage, noted: Markup | null = null): Answer {
  const open = list.closedAt ? [] : lines.filter(({ isAnswered }) => !isAnswered);
  const answered = lines.filter(({ isAnswered }) => isAnswered);
  const body = markup`${noted}
${open.length > 0 ? openLines(list.clientIds, open) : markup`<p>There is nothing more to answer here.</p>`}
${answered.length > 0 ? markup`<h2>Already answered</h2><ul>${answered.map(({ initials }) => markup`<li>${initials}</li>`)}</ul>` : null}
${kindWords.length > 0 ? kindLines(kindWords) : null}`;
  return shown(page('Your Friday list', body));
}

function openLines(clientIds: readonly string[], open: readonly FridayPageLine[]): Markup {
  const rows = open.map((line) => {
    const name = `line-${clientIds.indexOf(line.clientId) + 1}`;
    return choices({ name, legend: markup`${line.initials} – ${reasonOf(line)}`, options: OPTIONS }, blank());
  });
  return markup`<p>Leave out whoever you like: then nothing is asked. “Never” means that this person is never asked; nobody is told why. An answer cannot be changed here.</p>
${form(blank(), markup`${rows}${button('Send')}`)}
<form method="post"><p><button class="quiet" name="nothing" value="yes">Nothing this week</button></p></form>`;
}

/** For the practitioner alone, without a name (§5a.15). */
function kindLines(words: readonly string[]): Markup {
  return markup`<h2>What people said</h2>
<p>They said that you may have this, without their name. It is for you alone; please don’t pass it on or publish it.</p>
${words.map((line) => markup`<blockquote>${line}</blockquote>`)}`;
}

function reasonOf({ why: { reviewPoint, lastSessionOn } }: FridayPageLine): string {
  const reasons = [
    ...(reviewPoint === null ? [] : [`${ordinal(reviewPoint)} session`]),
    ...(lastSessionOn === null ? [] : [`last booked session was ${dayOf(lastSessionOn)}`]),
  ];
  return reasons.join(', ') || 'the diary has changed since';
}

function ordinal(count: number): string {
  return `${count}${ORDINALS[ordinalRule.select(count)] ?? 'th'}`;
}

function dayOf(date: string): string {
  return Temporal.PlainDate.from(date).toLocaleString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
}
