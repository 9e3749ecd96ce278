import type { Request } from 'express';
import type { Caller } from '../../api/answer-route.ts';
import { askingFor } from '../../api/ask.ts';
import type { Installation } from '../../api/route.ts';
import { Staff } from '../../entities/staff.ts';
import type { Tx } from '../../facts/transaction.ts';
import { cookieIn, cookieName } from '../../http/cookies.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { Problem } from '../../http/problem.ts';
import type { Session } from '../../http/session.ts';
import { mayUse } from '../../policy/access/may-use.ts';
import type { RouteName } from '../../policy/access/routes.ts';
import { errorSummary } from '../parts/error-summary.ts';
import { stateLine } from '../parts/state-line.ts';
import type { Content, Params, StaffPage } from '../staff-page.ts';
import { languageAsked } from '../words/languages.ts';
import { wordsIn, type Words } from '../words/words.ts';
import { answerTo, saidBy, stillTyped, type Answering } from './answering.ts';
import { actForm, prefixOf, type TypedForm } from './act-form.ts';
import { framed } from './frame.ts';
import { firstPage, menu, pageOpens } from './menu.ts';
import { preferencesOf } from '../../policy/practice/preferences.ts';
import { typedForm, type StandingForm } from './standing-form.ts';
import { saidIn } from './said.ts';

export const NAMES_COOKIE = 'kw-names';

export type Visit = {
  tx: Tx;
  caller: Caller;
  session: Session;
  req: Request;
  installation: Installation;
  /** Routes that a duty opens to this reader, whatever their roles. */
  byDuty: ReadonlySet<RouteName>;
};

type Shown = {
  page: StaffPage;
  params: Params;
  query: Params;
  /** A form of it that stands again as it was typed. */
  standing?: StandingForm | null;
  /** The act that this page is the answer to, where it shows what was answered. */
  answering?: Answering | null;
};

/** One page of staff as HTML; 403 where it is not open to whoever asks. Runs in the transaction of the visit. */
export async function showPage(
  visit: Visit,
  { page, params, query, standing = null, answering = null }: Shown,
): Promise<string> {
  const { tx, caller, session, installation } = visit;
  const may = mayOf(visit);
  if (!pageOpens(page.address, caller.me, may)) throw new Problem(403, 'This page is not open to you.');
  const look = await lookOf(visit);
  const filters = Object.fromEntries(Object.entries(query).filter(([name]) => page.filters.includes(name)));
  const address = addressOf(page, params, filters);
  const said = answering ? saidBy(answering) : saidIn(query);
  const typed = standing ? typedForm(standing, look.words) : answering && stillTyped(answering);
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
    form: (act, options) => (may(act.does) ? actForm(act, options, { address, typed }) : null),
    answerTo: (act) => answerTo(act, answering),
  });
  const status = said ? look.words.say(said.key, content.saidValues ?? {}) : keptWords(typed);
  return inFrame(visit, look, { content, status, typed, here: page.address, address });
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
  return firstPage((address) => pageOpens(address, me, mayOf(visit)));
}

/** Whether a route is open to whoever visits: by their roles of today, or a duty. */
export function mayOf({ caller, byDuty }: Pick<Visit, 'caller' | 'byDuty'>): (route: RouteName) => boolean {
  return (route) => mayUse(route, caller.me.roles) || byDuty.has(route);
}

type Look = Awaited<ReturnType<typeof lookOf>>;

async function lookOf({ tx, caller, req, installation }: Visit) {
  const { name, preferences } = await tx.em.findOneOrFail(Staff, { id: caller.me.staffId });
  const { language: chosen, singleKeyShortcuts, colourScheme } = preferencesOf(preferences);
  const language = chosen ?? languageAsked(req.get('accept-language'));
  return {
    name,
    words: wordsIn(language, caller.practice.timezone, tx.now),
    namesHidden: cookieIn(req, cookieName(NAMES_COOKIE, installation.publicUrl)) === 'hidden',
    keysOff: !singleKeyShortcuts,
    scheme: colourScheme === 'system' ? null : colourScheme,
  };
}

/** What somebody typed before they had to sign in stands there again, and nothing of it is saved yet. */
function keptWords(typed: TypedForm | null): string | null {
  return typed === null || typed.isFault ? null : typed.message;
}

type InFrame = {
  content: Content;
  status: string | null;
  typed: TypedForm | null;
  here: string;
  address: string;
};

function inFrame(visit: Visit, look: Look, { content, status, typed, here, address }: InFrame): string {
  const { practice, me } = visit.caller;
  const { words } = look;
  const may = mayOf(visit);
  const isFault = typed?.isFault ?? false;
  const { title, heading, body } = content;
  const onlySeesRuns = me.roles.every((role) => role === 'operator');
  return framed({
    words,
    title: isFault ? words.say('frame.errorTitle', { title }) : title,
    heading: heading ?? markup`${title}`,
    body: markup`${typed?.isFault ? faults(words, typed) : null}${body}`,
    practiceName: onlySeesRuns ? 'Kindword' : practice.name,
    readerName: look.name,
    namesHidden: look.namesHidden,
    keysOff: look.keysOff,
    scheme: look.scheme,
    menu: menu(words, here, (one) => pageOpens(one, me, may)),
    state: stateOf(visit, words),
    status,
    searches: may('GET /clients'),
    address,
  });
}

function faults(words: Words, typed: TypedForm): Markup {
  const heading = words.say('frame.lookAgain');
  const named = errorSummary(
    { fields: typed.fields, faults: typed.faults, prefix: prefixOf(typed.action) },
    heading,
  );
  return (
    named ??
    markup`<div class="faults" role="alert" tabindex="-1"><p><strong>${heading}</strong></p><p>${typed.message}</p></div>`
  );
}

/** At most one line: what is so for the whole practice. */
function stateOf({ caller: { practice, me } }: Visit, words: Words): Markup | null {
  if (practice.sending === 'rehearsal') return stateLine(words.say('frame.rehearsal'), 'warm');
  if (practice.sending === 'paused') return stateLine(words.say('frame.paused'), 'warm');
  const actsForOwner = me.held.includes('deputy') && !me.held.includes('owner') && me.roles.includes('owner');
  return actsForOwner ? stateLine(words.say('frame.actingForOwner')) : null;
}

/** The address of a page with its filters, without what was just said. */
function addressOf(page: StaffPage, params: Params, filters: Params): string {
  const path = page.address.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(filters).toString();
  return search === '' ? path : `${path}?${search}`;
}
