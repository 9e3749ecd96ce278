import { markup, type Markup } from '../../http/markup.ts';
import { clock, deadline } from '../parts/clock.ts';
import { named } from '../parts/named.ts';
import { privateText } from '../parts/private-text.ts';
import { reach } from '../parts/reach.ts';
import { row } from '../parts/row.ts';
import type { PageAsked } from '../staff-page.ts';
import { actButtons } from './act-buttons.ts';
import type { Task } from './task-acts.ts';

/** One thing to do: by when, about whom, why now, the words, and what can be pressed. */
export function taskRow(asked: PageAsked, task: Task): Markup {
  const { words, said } = asked;
  const id = rowIdOf(task.id);
  const isLast = said?.at === task.id;
  const due = task.status === 'open' ? clock(words, task.dueAt) : { words: words.say('tasks.settled') };
  return row({
    id,
    clock: due.words,
    ...(due.tone ? { tone: due.tone } : {}),
    title: titleOf(asked, task),
    body: bodyOf(asked, task),
    acts: actButtons(asked, task, { rowId: id, hasFocus: isLast }),
    hasFocus: isLast && task.acts.length === 0,
  });
}

/** The id of a task's row on every page that shows it. */
export function rowIdOf(taskId: string): string {
  return `task-${taskId}`;
}

function titleOf({ words }: PageAsked, { about, number, came }: Task): Markup {
  const who = about ? named(about.name) : markup`${words.say('tasks.nobody')}`;
  if (number === null) return who;
  if (!came) return words.rich('tasks.whoAndNumber', { who, number });
  return words.rich('tasks.whoCame', {
    who,
    number,
    via: words.say(`terms.channel.${came.via}`),
    at: words.time(came.at),
  });
}

function bodyOf({ words }: PageAsked, task: Task): Markup {
  const { about, say, goesAt, givenBy, notBefore, messageId } = task;
  const lines = [
    say ? markup`<blockquote class="private">${say}</blockquote>` : markup`<p>${privateText(task.words)}</p>`,
    about && markup`<p>${reach(about.phone, about.email)}</p>`,
    goesAt && markup`<p>${words.say('tasks.goesByItself', { at: deadline(words, goesAt) })}</p>`,
    messageId &&
      task.status === 'open' &&
      markup`<p><a href="/messages/${messageId}">${words.say('tasks.readWords')}</a></p>`,
    givenBy && markup`<p>${words.rich('tasks.givenBy', { who: named(givenBy.name) })}</p>`,
    notBefore && markup`<p>${words.say('tasks.putOffUntil', { at: deadline(words, notBefore) })}</p>`,
  ];
  return markup`${lines.map((line) => line || null)}`;
}
