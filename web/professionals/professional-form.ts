import type { SuccessOf } from '../../api/ask.ts';
import { PROFESSIONAL_KINDS } from '../../entities/professional.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { RISK_FLAGS } from '../../policy/network/network-terms.ts';
import { dateField } from '../parts/date-field.ts';
import { field } from '../parts/field.ts';
import type { Filled } from '../parts/filled.ts';
import { folded } from '../parts/folded.ts';
import { select } from '../parts/select.ts';
import { tick } from '../parts/tick.ts';
import type { PageAsked } from '../staff-page.ts';
import { term, termOptions } from '../words/term.ts';

/** Every kind that a colleague of this practice can have. */
export function professionalKinds({ practice }: Pick<PageAsked, 'practice'>): string[] {
  return [...new Set([...PROFESSIONAL_KINDS, ...practice.policy.professionalKinds])];
}

/** The fields of a colleague, those first without which there is none. */
export function professionalFields(asked: PageAsked, filled: Filled, isNew: boolean): Markup {
  const { words } = asked;
  const options = termOptions(words, 'professionalKind', professionalKinds(asked));
  const blank = words.say('professionals.field.kind.blank');
  const kind = { name: 'kind', label: words.say('professionals.field.kind'), options };
  const first = markup`${text('firstName', 100, asked, filled, isNew)}
${text('lastName', 100, asked, filled)}
${select(isNew ? { ...kind, blank } : kind, filled)}
${text('organisation', 200, asked, filled)}
${field({ name: 'phone', label: words.say('professionals.field.phone'), type: 'tel', max: 40 }, filled)}
${field({ name: 'email', label: words.say('professionals.field.email'), type: 'email', max: 254 }, filled)}
${trust(asked, filled)}`;
  const more = markup`${text('title', 60, asked, filled)}
${field(
  {
    name: 'focus',
    label: words.say('professionals.field.focus'),
    hint: words.say('professionals.field.focus.hint'),
    type: 'lines',
    max: 4_100,
    rows: 3,
  },
  filled,
)}
${field({ name: 'placesKnown', label: words.say('professionals.field.placesKnown'), type: 'whole', max: 4 }, filled)}
${yesNo('takesReferrals', asked, filled)}
${dateField(
  {
    name: 'lastConfirmedOn',
    label: words.say('professionals.field.lastConfirmedOn'),
    hint: words.say('professionals.field.lastConfirmedOn.hint'),
  },
  filled,
)}
${yesNo('mayEmail', asked, filled)}
${yesNo('soleTrader', asked, filled, words.say('professionals.field.soleTrader.hint'))}
${yesNo('mayBeNamed', asked, filled)}
${field({ name: 'expectedPerMonth', label: words.say('professionals.field.expectedPerMonth'), max: 7 }, filled)}
${risks(asked, filled)}`;
  return markup`${first}${isNew ? folded(words.say('professionals.field.more'), more) : more}`;
}

type Professional = SuccessOf<'GET /professionals/:id'>;

/** What stands in the fields of somebody who is known. */
export function professionalTyped(one: Professional): Record<string, string | null> {
  const yes = (value: boolean | null) => (value === null ? null : value ? 'yes' : 'no');
  return {
    ...one,
    focus: one.focus.join('\n'),
    riskFlags: one.riskFlags.join('\n'),
    placesKnown: one.placesKnown?.toString() ?? null,
    expectedPerMonth: one.expectedPerMonth?.toString() ?? null,
    trusted: one.trusted ? 'yes' : null,
    takesReferrals: yes(one.takesReferrals),
    mayEmail: yes(one.mayEmail),
    soleTrader: yes(one.soleTrader),
    mayBeNamed: yes(one.mayBeNamed),
    relationship: null,
  };
}

type Line = 'title' | 'firstName' | 'lastName' | 'organisation';

function text(name: Line, max: number, { words }: PageAsked, filled: Filled, hasFocus = false): Markup {
  return field({ name, label: words.say(`professionals.field.${name}`), max, hasFocus }, filled);
}

function trust({ words }: PageAsked, filled: Filled): Markup {
  const ticked = tick(
    {
      name: 'trusted',
      label: words.say('professionals.field.trusted'),
      hint: words.say('professionals.field.trusted.hint'),
      saysNo: true,
    },
    filled,
  );
  const how = field(
    {
      name: 'howWeKnowThem',
      label: words.say('professionals.field.howWeKnowThem'),
      type: 'lines',
      max: 500,
      rows: 2,
    },
    filled,
  );
  return markup`${ticked}${how}`;
}

type Answer = 'takesReferrals' | 'mayEmail' | 'soleTrader' | 'mayBeNamed';

function yesNo(name: Answer, { words }: PageAsked, filled: Filled, hint?: string): Markup {
  const options = (['yes', 'no'] as const).map((value) => ({
    value,
    label: words.say(`professionals.field.${value}`),
  }));
  return select(
    {
      name,
      label: words.say(`professionals.field.${name}`),
      ...(hint === undefined ? {} : { hint }),
      blank: words.say('professionals.field.unknown'),
      options,
    },
    filled,
  );
}

function risks({ words }: PageAsked, filled: Filled): Markup {
  const boxes = RISK_FLAGS.map((flag) =>
    tick({ name: 'riskFlags', value: flag, label: term(words, 'riskFlag', flag) }, filled),
  );
  return markup`<fieldset><legend>${words.say('professionals.field.riskFlags')}</legend><input type="hidden" name="riskFlags" value="">${boxes}</fieldset>`;
}
