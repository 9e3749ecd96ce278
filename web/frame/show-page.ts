import { askingFor } from '../../api/ask.ts';
import { markup } from '../../http/markup.ts';
import { Problem, StepUpNeeded } from '../../http/problem.ts';
import { isSteppedUp } from '../../http/session.ts';
import { pageAt } from '../../policy/access/pages.ts';
import { needsStepUp } from '../../policy/access/step-up.ts';
import type { AnyAct, Answered, Params, StaffPage } from '../staff-page.ts';
import type { WordKey } from '../words/catalogue.ts';
import { actForm, type TypedForm } from './act-form.ts';
import type { FormFields } from './form-fields.ts';
import { inFrame, lookOf, mayOf, type Visit } from './in-frame.ts';
import { firstPage, pageOpens } from './menu.ts';
import { saidIn } from './said.ts';
import { typedForm, type StandingForm } from './standing-form.ts';

type Shown = {
  page: StaffPage;
  params: Params;
  query: Params;
  /** A form of it that stands again as it was typed. */
  standing?: StandingForm | null;
  /** The act that this page is the answer to, where it shows what was answered. */
  answering?: Answering | null;
};

type Answering = {
  act: AnyAct;
  action: string;
  params: Params;
  fields: FormFields;
  answer: unknown;
  said: WordKey;
  at: string | null;
};

/** One page of staff as HTML; 403 where it is not open to whoever asks. Runs in the transaction of the visit. */
export async function showPage(
  visit: Visit,
  { page, params, query, standing = null, answering = null }: Shown,
): Promise<string> {
  const { tx, caller, session, installation } = visit;
  const may = mayOf(visit);
  if (!pageOpens(page.address, caller.me, may)) throw new Problem(403, 'This page is not open to you.');
  refuseUnconfirmed(visit, page);
  const look = await lookOf(visit);
  const filters = Object.fromEntries(Object.entries(query).filter(([name]) => page.filters.includes(name)));
  const address = addressOf(page, params, filters);
  const said = answering ? { key: answering.said, at: answering.at } : saidIn(query);
  const typed = standing
    ? typedForm(standing, look.words)
    : answering?.act.shows === 'always'
      ? stillTyped(answering)
      : null;
  const content = await page.show({
    tx,
    ...caller,
    reader: { name: look.name, namesHidden: look.namesHidden },
    session,
    publicUrl: installation.publicUrl,
    params,
    query: filters,
    address,
    ask: askingFor(tx, caller, installation),
    may,
    words: look.words,
    said,
    form: (act, { also = [], ...options }) => {
      const open = also.filter((one) => may(one.act.does));
      return may(act.does) ? actForm(act, { ...options, also: open }, { address, typed }) : null;
    },
    answerTo: (act) =>
      answering?.act.address === act.address
        ? // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what this act's route answered
          ({ ...answering, fields: answering.fields.typed } as Answered<typeof act.does>)
        : null,
  });
  const status = said ? look.words.say(said.key, content.saidValues ?? {}) : keptWords(typed);
  return inFrame(visit, look, { content, status, typed, here: page.address, address });
}

/** Looked at and not sent off: it stands as it was typed. */
function stillTyped({ action, fields }: Answering): TypedForm {
  return { action, fields: fields.typed, faults: {}, message: '', isFault: false };
}

/** What somebody typed before they had to sign in stands there again, and nothing of it is saved yet. */
function keptWords(typed: TypedForm | null): string | null {
  return typed === null || typed.isFault ? null : typed.message;
}

/** A page that shows what is asked for only of whoever has just shown who they are is asked for so itself. */
function refuseUnconfirmed({ tx, session }: Visit, { address }: StaffPage): void {
  const { opens } = pageAt(address);
  const isRead = opens.startsWith('GET ');
  if (isRead && needsStepUp(opens, undefined) && !isSteppedUp(session, tx.now)) throw new StepUpNeeded();
}

/** What a reader is told instead of a page, inside the same frame. */
export async function showFault(visit: Visit, problem: Problem): Promise<string> {
  const look = await lookOf(visit);
  const { say } = look.words;
  const kind =
    problem.status === 404 || problem.status === 403 || problem.status >= 500 ? problem.status : 'other';
  const key = typeof kind === 'number' && kind >= 500 ? '500' : kind;
  const detail = key === 'other' ? markup`<p>${problem.message}</p>` : null;
  const content = {
    title: say(`frame.fault.${key}.title` as 'frame.fault.other.title'), // oxlint-disable-line typescript/no-unsafe-type-assertion -- each of the four has its words
    body: markup`${detail}<p>${say(`frame.fault.${key}` as 'frame.fault.other')}</p><p><a href="/">${say('frame.fault.back')}</a></p>`, // oxlint-disable-line typescript/no-unsafe-type-assertion -- as above
  };
  return inFrame(visit, look, { content, status: null, typed: null, here: '', address: '/' });
}

/** Where somebody begins who has just signed in. */
export function firstPageOf(visit: Visit): string {
  const { me, practice } = visit.caller;
  if (me.held.includes('owner') && practice.sending === 'rehearsal') return '/set-up';
  return firstPage(me.roles, (address) => pageOpens(address, me, mayOf(visit)));
}

/** The address of a page with its filters, without what was just said. */
function addressOf(page: StaffPage, params: Params, filters: Params): string {
  const path = page.address.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(filters).toString();
  return search === '' ? path : `${path}?${search}`;
}
