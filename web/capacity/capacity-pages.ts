import { Router } from 'express';
import { markup, type Markup } from '../../http/markup.ts';
import type { PublicCapacity } from '../../policy/capacity/public-capacity.ts';
import { statusInShort } from '../../policy/capacity/statement-words.ts';
import { address } from '../address.ts';
import { ifUrgent } from '../first-contact-words.ts';
import { leaveToAsk } from '../open-to-all.ts';
import { page } from '../page.ts';
import { atDesk, shown, type Answer, type Served, type Visit } from '../visit.ts';
import { capacityAnswer } from './capacity-answer.ts';
import { capacityScript } from './capacity-script.ts';
import { capacityOf } from './statement.ts';

const PATH = '/p/:practice/capacity';
const LONGEST_KEPT_SECONDS = 300;

/**
 * Whether there is room, for every site that shows it (S72): for programs, as a script for a link, and as a page for a
 * frame. Nobody is counted here: a site with many visitors may ask as often as it is looked at.
 */
export function capacityPages(served: Served): Router {
  const router = Router();
  router.use(leaveToAsk([`${PATH}.json`, `${PATH}.js`]));
  router.use(address(`${PATH}.json`, { get: atDesk(served, json) }));
  router.use(address(`${PATH}.js`, { get: atDesk(served, script) }));
  router.use(address(PATH, { get: atDesk(served, showPage) }));
  return router;
}

async function json(visit: Visit): Promise<Answer> {
  const { capacity, keepSeconds } = await capacityNow(visit);
  return { status: 200, type: 'json', text: JSON.stringify(capacityAnswer(visit, capacity)), keepSeconds };
}

async function script(visit: Visit): Promise<Answer> {
  const { capacity, keepSeconds } = await capacityNow(visit);
  const { statement, validUntil } = capacity;
  const { slug } = visit.practice;
  const text = capacityScript({ statement, validUntil, slug, home: visit.linkTo(`/p/${slug}/`) });
  return { status: 200, type: 'js', text, keepSeconds };
}

type Now = { capacity: PublicCapacity; keepSeconds: number };

/** Kept by nobody for longer than the first statement in it stands. */
async function capacityNow(visit: Visit): Promise<Now> {
  const capacity = await capacityOf(visit);
  const { changesAt, readAt } = capacity;
  const standsMs = changesAt === null ? Infinity : changesAt.getTime() - readAt.getTime();
  return { capacity, keepSeconds: Math.min(LONGEST_KEPT_SECONDS, Math.floor(standsMs / 1_000)) };
}

async function showPage(visit: Visit): Promise<Answer> {
  const { practice } = visit;
  const capacity = await capacityOf(visit);
  // From a frame it opens in the window around it, where there is room for a form.
  const target = visit.isEmbedded ? markup` target="_top"` : null;
  const body = markup`<p class="capacity"><strong>${capacity.statement}</strong></p>
${eachOfUs(capacity)}
${whoHasRoom(capacity)}
<p><a class="button" href="/p/${practice.slug}/enquire"${target}>Get in touch</a></p>
${visit.isEmbedded ? null : ifUrgent(practice)}`;
  return shown(page(practice.name, body, visit));
}

/** One by one, where that says more than the practice's own statement. */
function eachOfUs({ practitioners }: PublicCapacity): Markup | null {
  const [only, ...others] = practitioners;
  if (others.length === 0) return only ? places(only.serviceLines) : null;
  const all = practitioners.map(
    ({ name, statement, serviceLines }) =>
      markup`<li><strong>${name}</strong>: ${statement}${places(serviceLines)}</li>`,
  );
  return markup`<h2>Each of us</h2><ul>${all}</ul>`;
}

/** What somebody says of one kind of work or another. */
export function places(serviceLines: PublicCapacity['practitioners'][number]['serviceLines']): Markup | null {
  if (serviceLines.length === 0) return null;
  return markup`<ul>${serviceLines.map(({ name, status }) => markup`<li>${name}: ${statusInShort(status)}</li>`)}</ul>`;
}

/** Colleagues elsewhere; whoever has room here stands above. */
function whoHasRoom({ status, room }: PublicCapacity): Markup | null {
  if (status !== 'full' || room.length === 0) return null;
  return markup`<h2>Who can see you sooner</h2><ul>${room.map((name) => markup`<li>${name}</li>`)}</ul>
<p>Get in touch, and we’ll tell you how to reach them.</p>`;
}
