import type { Request } from 'express';
import type { Caller } from '../../api/answer-route.ts';
import type { Installation } from '../../api/route.ts';
import { Staff } from '../../entities/staff.ts';
import type { Tx } from '../../facts/transaction.ts';
import { cookieIn, cookieName } from '../../http/cookies.ts';
import { markup, type Markup } from '../../http/markup.ts';
import type { Session } from '../../http/session.ts';
import { mayUse } from '../../policy/access/may-use.ts';
import type { RouteName } from '../../policy/access/routes.ts';
import { preferencesOf } from '../../policy/practice/preferences.ts';
import { errorSummary } from '../parts/error-summary.ts';
import { stateLine } from '../parts/state-line.ts';
import type { Content } from '../staff-page.ts';
import { languageAsked } from '../words/languages.ts';
import { wordsIn, type Words } from '../words/words.ts';
import { prefixOf, type TypedForm } from './act-form.ts';
import { framed } from './frame.ts';
import { menu, pageOpens } from './menu.ts';

export const NAMES_COOKIE = 'kw-names';

/** One request of somebody who has signed in, in a transaction of their practice. */
export type Visit = {
  tx: Tx;
  caller: Caller;
  session: Session;
  req: Request;
  installation: Installation;
  /** Routes that a duty opens to this reader, whatever their roles. */
  byDuty: ReadonlySet<RouteName>;
};

/** Whether a route is open to whoever visits: by their roles of today, or a duty. */
export function mayOf({ caller, byDuty }: Pick<Visit, 'caller' | 'byDuty'>): (route: RouteName) => boolean {
  return (route) => mayUse(route, caller.me.roles) || byDuty.has(route);
}

type Look = Awaited<ReturnType<typeof lookOf>>;

/** Who reads, in which words, and how they like their pages. */
export async function lookOf({ tx, caller, req, installation }: Visit) {
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

type InFrame = {
  content: Content;
  status: string | null;
  typed: TypedForm | null;
  here: string;
  address: string;
};

/** A page of staff as HTML: what it shows, and everything that stands around it. */
export function inFrame(
  visit: Visit,
  look: Look,
  { content, status, typed, here, address }: InFrame,
): string {
  const { practice, me } = visit.caller;
  const { words } = look;
  const may = mayOf(visit);
  const isFault = typed?.isFault ?? false;
  const { title, heading, body, styles = [] } = content;
  const onlySeesRuns = me.roles.every((role) => role === 'operator');
  return framed({
    words,
    title: isFault ? words.say('frame.errorTitle', { title }) : title,
    heading: heading ?? markup`${title}`,
    body: markup`${typed?.isFault ? faults(words, typed) : null}${body}`,
    styles,
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
