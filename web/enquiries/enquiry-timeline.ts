import { markup, type Markup } from '../../http/markup.ts';
import { named } from '../parts/named.ts';
import { region } from '../parts/region.ts';
import { timeline } from '../parts/timeline.ts';
import type { PageAsked } from '../staff-page.ts';
import type { Enquiry } from './next-step.ts';

/** What happened with an enquiry, the latest first, and who did it. */
export function enquiryTimeline(
  { words }: PageAsked,
  { timeline: events }: Enquiry,
  staff: ReadonlyMap<string, string>,
): Markup {
  return region({
    id: 'timeline',
    title: words.say('enquiries.timeline'),
    body: timeline(
      events.toReversed().map(({ at, what, by }) => {
        const name = staff.get(by ?? '');
        return {
          at: words.time(at),
          what: words.say(`enquiries.event.${what}`),
          more: name === undefined ? null : markup`<p class="hint">${named(name)}</p>`,
        };
      }),
    ),
  });
}
