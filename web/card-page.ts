import { Router } from 'express';
import { Staff } from '../entities/staff.ts';
import { readPublicCapacity } from '../facts/capacity/read-public-capacity.ts';
import type { Tx } from '../facts/transaction.ts';
import type { PublicCapacity } from '../policy/capacity/public-capacity.ts';
import { address } from './address.ts';
import { CARD_SIZES, printedCard, type Card } from './card-print.ts';
import { places } from './capacity/capacity-pages.ts';
import { answeredWithin, ifUrgent, inParagraphs, whoWeAre } from './first-contact-words.ts';
import { markup, type Markup } from '../http/markup.ts';
import { page } from './page.ts';
import { atDesk, qrAnswer, shown, type Answer, type Served, type Visit } from './visit.ts';
import { waysToReach } from './ways-to-reach.ts';

const PATH = '/p/:practice/card/:practitioner';
const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * Whom a practitioner helps, how to reach the practice, what happens next and whether there is room (S82), in their own
 * words or the practice's; on a screen, printed on one side of A6 or A4, and as a code.
 */
export function cardPages(served: Served): Router {
  const router = Router();
  router.use(
    address<{ practice: string; practitioner: string }>(`${PATH}.svg`, {
      get: atDesk(served, async (visit, { practitioner }) => {
        const found = await cardOf(visit, practitioner);
        return found && qrAnswer(found.url);
      }),
    }),
  );
  router.use(
    address<{ practice: string; practitioner: string }>(PATH, {
      get: atDesk(served, async (visit, { practitioner }) => {
        const found = await cardOf(visit, practitioner);
        return found && show(visit, found);
      }),
    }),
  );
  return router;
}

function show(visit: Visit, found: Card): Answer {
  const asked = visit.asked['print'];
  if (asked === undefined) return shown(page(found.name, onScreen(visit, found)));
  const size = CARD_SIZES.find((one) => one === asked.toLowerCase());
  return size ? shown(printedCard(found, size)) : noSuchSize();
}

async function cardOf({ practice, linkTo, inTransaction }: Visit, id: string): Promise<Card | null> {
  if (!ID.test(id)) return null;
  return inTransaction(async (tx) => {
    const own = await practitionerWith(tx, id);
    if (!own) return null;
    const capacity = await readPublicCapacity(tx, practice.timezone);
    const path = `/p/${practice.slug}/card/${own.id}`;
    return {
      practice,
      name: own.name,
      whoWeHelp: own.whoWeHelp ?? practice.whoWeHelp ?? null,
      whatToExpect: own.whatToExpect ?? practice.whatToExpect ?? null,
      videoUrl: own.videoUrl ?? practice.videoUrl ?? null,
      places: placesOf(own, capacity),
      path,
      url: linkTo(path),
    };
  });
}

/** Nobody who has left, and nobody whose work is not with people who come here. */
async function practitionerWith({ em }: Tx, id: string): Promise<Staff | null> {
  const found = await em.findOne(Staff, { id, active: true });
  return found && (found.roles.includes('practitioner') || found.whoWeHelp) ? found : null;
}

/** Their own; the practice's where people come to somebody else. */
function placesOf({ id }: Staff, { practitioners, statement }: PublicCapacity): Card['places'] {
  const own = practitioners.find((one) => one.id === id);
  return own ?? { statement, serviceLines: [] };
}

function onScreen({ practice }: Visit, card: Card): Markup {
  return markup`<p>${practice.name}</p>
${whoWeAre(card)}
<h2>How to reach us</h2>
<p><a class="button" href="/p/${practice.slug}/enquire">Get in touch</a></p>
${waysToReach(practice)}
<h2>What happens next</h2>
${inParagraphs(card.whatToExpect) ?? markup`<p>You hear from us within ${answeredWithin(practice)}.</p>`}
<h2>Is there room?</h2>
<p class="capacity">${card.places.statement}</p>
${places(card.places.serviceLines)}
${ifUrgent(practice)}
<p><small>To print: <a href="${card.path}?print=a6">a card (A6)</a>, <a href="${card.path}?print=a4">a sheet (A4)</a>, or <a href="${card.path}.svg">the code alone</a>.</small></p>`;
}

function noSuchSize(): Answer {
  const sizes = CARD_SIZES.map((size) => markup`<li><a href="?print=${size}">${size.toUpperCase()}</a></li>`);
  return shown(
    page(
      'A card has two sizes',
      markup`<p>It can be printed as A6, a card to hand over, or as A4, a sheet for the wall:</p><ul>${sizes}</ul>`,
    ),
    400,
  );
}
