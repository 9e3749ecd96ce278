import { markup, type Markup } from '../../http/markup.ts';
import { named } from '../parts/named.ts';
import type { PageAsked } from '../staff-page.ts';
import type { Enquiry } from './next-step.ts';

/** How somebody heard of us: the kind, and the name where its reader may know it. */
export function sourceInWords({ words }: PageAsked, enquiry: Enquiry): Markup {
  const { source, sourceName = null, referralId } = enquiry;
  // Until somebody says who is meant, whoever was named is of no known kind.
  const isNamed = referralId !== undefined && source.kind === 'other';
  const kind = isNamed
    ? words.say('enquiries.new.suggested')
    : words.say(`terms.sourceKind.${source.kind ?? 'unknown'}`);
  if (sourceName === null) return markup`${kind}`;
  return words.rich('enquiries.sourceNamed', { kind, name: named(sourceName) });
}
