import { markup, type Markup } from '../../http/markup.ts';
import { choices } from '../parts/choices.ts';
import { field } from '../parts/field.ts';
import type { Filled } from '../parts/filled.ts';
import { folded } from '../parts/folded.ts';
import { list } from '../parts/list.ts';
import { named } from '../parts/named.ts';
import { row } from '../parts/row.ts';
import { select } from '../parts/select.ts';
import { act, type PageAsked } from '../staff-page.ts';
import type { FormFields } from '../frame/form-fields.ts';
import type { WholeMail } from './mail-page.ts';

const DOES = 'POST /inbound-mails/:id/settle';

const asProposed = act({ does: DOES, said: 'inboundMail.said.settled', to: () => '/inbound-mails' });
const say = act({
  does: DOES,
  address: '/inbound-mails/:id',
  said: 'inboundMail.said.settled',
  to: () => '/inbound-mails',
  faults: {
    as: { field: 'as', says: 'inboundMail.as.fault' },
    clientId: { field: 'as', says: 'inboundMail.writer.fault' },
    professionalId: { field: 'as', says: 'inboundMail.writer.fault' },
  },
  body: bodyOf,
});

/** Everything by which a person says what a mail is. */
export const SETTLING = [asProposed, say];

const AS = ['introduction', 'statement', 'letter', 'enquiry', 'nothing'] as const;
/** What belongs to each; a name that stood there beforehand does not go along with something else. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  introduction: ['firstName'],
  letter: ['firstName'],
  enquiry: ['firstName', 'lastName', 'email', 'phone'],
};
const HAVE_WRITERS = ['introduction', 'letter', 'statement'];

/** Who wrote it is one choice here and two fields there. */
function bodyOf(fields: FormFields): Record<string, string> {
  const as = fields.get('as') ?? '';
  const [kind = '', id = ''] = HAVE_WRITERS.includes(as) ? (fields.get('clientId') ?? '').split(' ') : [];
  const said = ['as', ...(TEXTS[as] ?? [])].flatMap((name): [string, string][] => {
    const value = fields.get(name)?.trim() ?? '';
    return value === '' ? [] : [[name, value]];
  });
  return Object.fromEntries([
    ...said,
    ...(id === '' ? [] : [[kind === 'professional' ? 'professionalId' : 'clientId', id]]),
  ]);
}

type Press = { what: string; name: string | null; hidden?: Readonly<Record<string, string>> };

/** What the machine proposes, or each name that may be meant. */
function pressesFor({ kind, proposal, suggestions }: WholeMail, words: PageAsked['words']): Press[] {
  const as = proposal?.as ?? null;
  if (as !== null) {
    const name = proposal?.firstName ?? proposal?.enquirer?.firstName ?? null;
    return [{ what: words.say(`inboundMail.press.${as}`), name }];
  }
  if (kind !== 'introduction' || !proposal?.author) return [];
  return suggestions.map((name) => ({
    what: words.say('inboundMail.press.introduction'),
    name,
    hidden: { as: 'introduction', firstName: name },
  }));
}

/** A name stands beside its button, never on it: there it could not be hidden. */
function pressRow({ what, name, hidden = {} }: Press, index: number, asked: PageAsked): Markup {
  const { words, form, params } = asked;
  const { id = '' } = params;
  const rowId = `proposal-${index}`;
  return row({
    id: rowId,
    title: name === null ? what : words.rich('inboundMail.press.named', { what, name: named(name) }),
    acts: form(asProposed, {
      params: { id },
      label: words.say('inboundMail.press'),
      kind: 'main',
      hidden,
      describedBy: `${rowId}-title`,
    }),
  });
}

/** A press for each thing that a mail may be; anything else in a form, which is folded where there is such a press. */
export function settleForms(mail: WholeMail, asked: PageAsked): Markup {
  const { words, form } = asked;
  const { id, kind, proposal } = mail;
  const proposed = pressesFor(mail, words);
  const isProposed = proposed.length > 0;
  const other = form(say, {
    params: { id },
    label: words.say('inboundMail.say'),
    kind: isProposed ? 'quiet' : 'main',
    initial: { firstName: kind === 'enquiry' ? proposal?.enquirer?.firstName : null },
    fields: (filled) => saying(mail, words, filled),
  });
  return isProposed
    ? markup`${list({
        id: 'proposals',
        label: words.say('inboundMail.what'),
        rows: proposed.map((press, index) => pressRow(press, index, asked)),
        empty: '',
      })}${folded(words.say('inboundMail.else'), other)}`
    : markup`${other}`;
}

function saying(mail: WholeMail, words: PageAsked['words'], filled: Filled): Markup {
  const what = choices(
    {
      name: 'as',
      legend: words.say('inboundMail.as'),
      options: AS.map((value) => ({
        value,
        label: words.say(`inboundMail.as.${value}`),
        hint: words.say(`inboundMail.as.${value}.hint`),
      })),
    },
    filled,
  );
  const first = field(
    {
      name: 'firstName',
      label: words.say('inboundMail.firstName'),
      hint: words.say('inboundMail.firstName.hint'),
      max: 100,
    },
    filled,
  );
  const enquirer = markup`${field({ name: 'lastName', label: words.say('inboundMail.lastName'), max: 100 }, filled)}${field({ name: 'email', label: words.say('inboundMail.email'), type: 'email', max: 254 }, filled)}${field({ name: 'phone', label: words.say('inboundMail.phone'), type: 'tel', max: 40 }, filled)}`;
  return markup`${what}${first}${writer(mail, words, filled)}${folded(words.say('inboundMail.enquirer'), enquirer)}`;
}

/** Whom the machine could not tell apart; nothing where there is nobody to choose. */
function writer({ proposal }: WholeMail, words: PageAsked['words'], filled: Filled): Markup | null {
  const author = proposal?.author ?? null;
  const all = author === null ? [] : [author, ...author.mayBe];
  const options = all.flatMap(({ clientId, professionalId, recordedName }) => {
    const id = clientId ?? professionalId;
    if (id === null || recordedName === null) return [];
    const kind = clientId === null ? 'professional' : 'client';
    return [
      {
        value: `${kind} ${id}`,
        label: words.say(`inboundMail.writer.${kind}`, { name: recordedName }),
      },
    ];
  });
  if (options.length === 0) return null;
  return select(
    {
      name: 'clientId',
      label: words.say('inboundMail.writer'),
      blank: words.say('inboundMail.writer.asWritten'),
      options,
    },
    filled,
  );
}
