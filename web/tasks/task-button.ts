import { markup, type Markup } from '../../http/markup.ts';
import type { AnyAct, FormOptions, PageAsked } from '../staff-page.ts';
import type { Task } from './task-acts.ts';

type Of = { task: Task; rowId: string; kind: 'main' | 'quiet'; hasFocus: boolean };

/** One thing that can be done about a task; null where it is not open to the reader, or is about nobody. */
export type Button = (asked: PageAsked, of: Of) => Markup | null;

/** The form of an act on the task itself; its row is answered. */
export function onTask(
  act: AnyAct,
  label: (asked: PageAsked) => string,
  more: Partial<FormOptions> = {},
): Button {
  return (asked, { task, rowId, kind, hasFocus }) =>
    asked.form(act, {
      params: { id: task.id },
      row: rowId,
      describedBy: `${rowId}-title`,
      label: label(asked),
      kind,
      hasFocus,
      ...more,
    });
}

/** The same on what the task is about; `row` says which row was meant. */
export function onSubject(
  act: AnyAct,
  subjectOf: (task: Task) => string | null,
  label: (asked: PageAsked) => string,
  hidden: Readonly<Record<string, string>> = {},
): Button {
  return (asked, of) => {
    const id = subjectOf(of.task);
    return id === null
      ? null
      : onTask(act, label, { params: { id }, hidden: { ...hidden, row: of.task.id } })(asked, of);
  };
}

/** A page on which it is done, where it takes more than a press. */
export function elsewhere(
  addressOf: (task: Task) => string | null,
  label: (asked: PageAsked) => string,
): Button {
  return (asked, { task, rowId, kind }) => {
    const address = addressOf(task);
    const look = kind === 'main' ? 'button' : 'button quiet';
    if (address === null) return null;
    return markup`<a class="${look}" href="${address}" aria-describedby="${rowId}-title">${label(asked)}</a>`;
  };
}
