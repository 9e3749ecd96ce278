import type { Ask, SuccessOf } from '../api/ask.ts';
import type { Me } from '../api/route.ts';
import type { Practice } from '../entities/practice.ts';
import type { Tx } from '../facts/transaction.ts';
import type { Markup } from '../http/markup.ts';
import type { Session } from '../http/session.ts';
import type { PageAddress } from '../policy/access/pages.ts';
import type { RouteName } from '../policy/access/routes.ts';
import type { FormFields } from './frame/form-fields.ts';
import type { Fields } from './read-form.ts';
import type { Filled } from './parts/filled.ts';
import type { WordKey } from './words/catalogue.ts';
import type { Values, Words } from './words/words.ts';

export type Params = Readonly<Record<string, string>>;

/** The member of staff who reads a page, and how they like their pages. */
export type Reader = { name: string; namesHidden: boolean };

/** What a page has to show itself: who reads it, the API for them, and the words of their language. */
export type PageAsked = {
  tx: Tx;
  me: Me;
  reader: Reader;
  practice: Practice;
  session: Session;
  publicUrl: string;
  /** The ids in its address. */
  params: Params;
  /** Its filters; what an address holds besides them is ignored. */
  query: Params;
  /** This address with its filters: where a form comes back to. */
  address: string;
  /** Asks the API as this reader. Throws what the route would answer: let it, the frame shows it. */
  ask: Ask;
  /** Whether a route is open to this reader's roles of today. */
  may: (route: RouteName) => boolean;
  words: Words;
  /** The last act, where this page is its answer; `at` is the id of the row that it was done on. */
  said: { key: WordKey; at: string | null } | null;
  /** What an act answered that shows its answer, where this page is that answer. */
  answerTo: <N extends RouteName>(act: Act<N>) => Answered<N> | null;
  /** A form that does one act, or nothing where its reader may not. */
  form: (act: AnyAct, options: FormOptions) => Markup | null;
};

export type FormOptions = {
  /** The ids in the act's address. */
  params?: Params;
  /** The words on its button. */
  label: string;
  /** `main`: the one solid button of a page or row. */
  kind?: 'main' | 'quiet';
  /** A second button of the same form, which only looks at what stands in it. */
  also?: { act: AnyAct; label: string };
  /** What stands in it before the button. */
  fields?: (filled: Filled) => Markup;
  /** What stands in its fields before anybody has typed. */
  initial?: Readonly<Record<string, string | null | undefined>>;
  /** What goes along unseen. */
  hidden?: Readonly<Record<string, string>>;
  /** The id of the row (`<li id>`) that its answer replaces; without it the whole page comes again. */
  row?: string;
  /** The id of what describes the button to whoever does not see its row. */
  describedBy?: string;
  /** Where its answer is shown, if not on this page. */
  backTo?: string;
  /** Whether the button has the focus. */
  hasFocus?: boolean;
  /** A key that presses the button. */
  key?: string;
};

/** What a page shows between its frame. */
export type Content = {
  /** For the browser: initials, never a name. */
  title: string;
  /** The heading, where it is more than the title. */
  heading?: Markup;
  body: Markup;
  /** Files of `web/static/` that it needs beside the common style sheet. */
  styles?: readonly string[];
  /** For the placeholders of what is said of the last act. */
  saidValues?: Values;
};

export type StaffPage = {
  address: PageAddress;
  /** Names of filters that its address may hold. */
  filters: readonly string[];
  acts: readonly AnyAct[];
  show: (asked: PageAsked) => Promise<Content>;
};

/** Declares a page of staff once: its address (policy/access/pages.ts says to whom it is open), its acts and what it shows. */
export function staffPage(spec: {
  address: PageAddress;
  filters?: readonly string[];
  acts?: readonly AnyAct[];
  show: (asked: PageAsked) => Promise<Content>;
}): StaffPage {
  return { ...spec, filters: spec.filters ?? [], acts: spec.acts ?? [] };
}

/** What an act answered, and what had been typed for it. */
export type Answered<N extends RouteName> = { answer: SuccessOf<N>; params: Params; fields: Fields };

type Done<N extends RouteName> = { answer: SuccessOf<N>; params: Params; fields: FormFields };

/** What a form does: it runs a route of the API, with the ids of its address and a body from its fields. */
export type Act<N extends RouteName> = {
  /** The route that is run. */
  does: N;
  /** Where its form posts to: the path of the route, unless it says otherwise; a `DELETE` always does. */
  address: string;
  /** The sentence afterwards: a key of the catalogue with `.said.` in it. */
  said: WordKey | ((done: Done<N>) => WordKey);
  /** Where it leads; without it, to the page it came from. */
  to?: (done: Done<N>) => string;
  /** The row that was done something to, if it is not the first id of its address. */
  at?: (done: Done<N>) => string | null;
  /** The fields as the route's body names them, where the form has others: one field for a number or an address. */
  reads?: (fields: FormFields) => FormFields;
  /** Faults by the path of the body: the field where each is shown, and in which words, where the path and the answer say less. */
  faults?: Readonly<Record<string, { field: string; says: WordKey }>>;
  /** The body, where it is more than the fields read by the route's schema; it may ask what is so now. */
  body?: (fields: FormFields, params: Params, ask: Ask) => unknown;
  /**
   * The answer is shown on the page that the form stands on (`answerTo`), instead of leading there. `always`: nothing is
   * written, so the form keeps what was typed and may be sent any number of times. `once`: something was written whose
   * answer is never shown again.
   */
  shows?: 'always' | 'once';
  /** The query of the route. */
  query?: (fields: FormFields) => Record<string, string>;
};
// oxlint-disable-next-line typescript/no-explicit-any -- what each act knows of its answer is forgotten where all are held
type AnyDone = { answer: any; params: Params; fields: FormFields };
export type AnyAct = Omit<Act<RouteName>, 'said' | 'to' | 'at'> & {
  said: WordKey | ((done: AnyDone) => WordKey);
  to?: (done: AnyDone) => string;
  at?: (done: AnyDone) => string | null;
};

/** Declares an act once; every form of it is made by `asked.form`. */
export function act<N extends RouteName>(spec: Omit<Act<N>, 'address'> & { address?: string }): Act<N> {
  const [method = '', path = ''] = spec.does.split(' ');
  if (spec.address === undefined && method === 'DELETE')
    throw new Error(`${spec.does} needs an address of its own.`);
  return { ...spec, address: spec.address ?? path };
}

/** An address with its ids filled in. */
export function filledIn(address: string, params: Params): string {
  return address.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}
