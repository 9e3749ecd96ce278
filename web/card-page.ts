import { Staff } from '../entities/staff.ts';
import type { Tx } from '../facts/transaction.ts';
import { address } from './address.ts';
import { answeredWithin, ifUrgent, inParagraphs } from './first-contact-words.ts';
import { markup, type Markup } from '../http/markup.ts';
import { page } from './page.ts';
import { atDesk, shown, withoutFullStop, type Served, type Visit } from './visit.ts';
import { waysToReach } from './ways-to-reach.ts';

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whom a practitioner helps, how to reach the practice, and what happens next (S82), in their own words or the practice's. */
export function cardPage(served: Served) {
  return address<{ practice: string; practitioner: string }>('/p/:practice/card/:practitioner', {
    get: atDesk(served, async (visit, { practitioner }) => {
      const id = withoutFullStop(practitioner);
      const found = ID.test(id) ? await visit.inTransaction((tx) => practitionerWith(tx, id)) : null;
      return found && shown(page(found.name, card(visit, found)));
    }),
  });
}

/** Nobody who has left, and nobody whose work is not with people who come here. */
async function practitionerWith({ em }: Tx, id: string): Promise<Staff | null> {
  const found = await em.findOne(Staff, { id, active: true });
  return found && (found.roles.includes('practitioner') || found.whoWeHelp) ? found : null;
}

function card({ practice }: Visit, own: Staff): Markup {
  const whoWeHelp = own.whoWeHelp ?? practice.whoWeHelp;
  const whatToExpect = own.whatToExpect ?? practice.whatToExpect;
  const videoUrl = own.videoUrl ?? practice.videoUrl;
  return markup`<p>${practice.name}</p>
${whoWeHelp ? markup`<h2>Who we help</h2>${inParagraphs(whoWeHelp)}` : null}
${videoUrl ? markup`<p><a href="${videoUrl}" rel="noreferrer">A short video, to see who we are</a></p>` : null}
<h2>How to reach us</h2>
<p><a class="button" href="../enquire">Get in touch</a></p>
${waysToReach(practice)}
<h2>What happens next</h2>
${inParagraphs(whatToExpect) ?? markup`<p>You hear from us within ${answeredWithin(practice)}.</p>`}
${ifUrgent(practice)}`;
}
