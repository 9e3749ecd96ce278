import { randomUUID } from 'node:crypto';
import { markup, type Markup } from '../../http/markup.ts';
import type { Fields } from '../read-form.ts';
import type { Faults, Filled } from '../parts/filled.ts';
import { filledIn, type AnyAct, type FormOptions } from '../staff-page.ts';

/** What was typed into a form that stands again, and what was wrong with it; `isFault` is false where nothing was. */
export type TypedForm = { action: string; fields: Fields; faults: Faults; message: string; isFault: boolean };

type Here = { address: string; typed: TypedForm | null };

/** The form of one act. Sent twice it is one fact (`once`); where it could not be taken it stands as it was typed. */
export function actForm(act: AnyAct, options: FormOptions, here: Here): Markup {
  const { address } = here;
  const action = filledIn(act.address, options.params ?? {});
  const also = (options.also ?? []).map(({ act: one, label }) => ({
    to: filledIn(one.address, options.params ?? {}),
    label,
  }));
  const typed =
    here.typed && [action, ...also.map(({ to }) => to)].includes(here.typed.action) ? here.typed : null;
  const filled = filledOf(action, options.initial, typed);
  const { kind = 'quiet', hidden = {}, row, backTo = address } = options;
  const extra = Object.entries(hidden).map(([name, value]) => hiddenField(name, value));
  const swaps =
    row === undefined
      ? null
      : markup` hx-post="${action}" hx-target="#${row}" hx-select="#${row}" hx-swap="outerHTML" hx-select-oob="#status"`;
  const body = options.fields?.(filled) ?? null;
  const parts = body?.text.includes('type="file"') ? markup` enctype="multipart/form-data"` : null;
  return markup`<form method="post" action="${action}"${swaps}${parts} novalidate>
${hiddenField('once', onceOf(typed))}${hiddenField('from', backTo)}${extra}
${faultOfAct(typed)}${body}
${button(options, kind)}${also.map(({ to, label }) => markup` <button class="quiet" formaction="${to}">${label}</button>`)}
</form>`;
}

function button({ label, describedBy, hasFocus, key }: FormOptions, kind: 'main' | 'quiet'): Markup {
  const about = describedBy === undefined ? null : markup` aria-describedby="${describedBy}"`;
  const look = kind === 'quiet' ? markup` class="quiet"` : null;
  const focus = hasFocus ? markup` autofocus` : null;
  const pressedBy = key === undefined ? null : markup` data-key="${key}"`;
  return markup`<button${look}${about}${focus}${pressedBy}>${label}</button>`;
}

/** What stands in the fields: as typed where it was refused, else as it is. */
function filledOf(action: string, initial: FormOptions['initial'] = {}, typed: TypedForm | null): Filled {
  const prefix = prefixOf(typed?.action ?? action);
  if (typed) return { fields: typed.fields, faults: typed.faults, prefix };
  const fields = Object.entries(initial).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return { fields: Object.fromEntries(fields), faults: {}, prefix };
}

/** A page can have many forms with the same fields: their ids begin with what the form does. */
export function prefixOf(action: string): string {
  return `${action.slice(1).replaceAll('/', '-')}-`;
}

/** What stands against the act as a whole, where its fields are not at fault. */
function faultOfAct(typed: TypedForm | null): Markup | null {
  if (!typed?.isFault || Object.keys(typed.faults).length > 0) return null;
  return markup`<p class="fault">${typed.message}</p>`;
}

function onceOf(typed: TypedForm | null): string {
  return typed?.fields['once'] ?? randomUUID();
}

function hiddenField(name: string, value: string): Markup {
  return markup`<input type="hidden" name="${name}" value="${value}">`;
}
