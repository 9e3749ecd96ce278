import { markup, type Markup } from '../../http/markup.ts';
import type { PageAsked } from '../staff-page.ts';
import { goLive } from './set-up-acts.ts';
import { readSteps } from './steps.ts';

/** What happens when mail leaves, what is still open, and the one switch. */
export async function liveStep(asked: PageAsked): Promise<Markup> {
  const { ask, form, me, words } = asked;
  const { say } = words;
  const { sending, from, replyTo, postmarkServerToken } = await ask('GET /practice');
  if (sending === 'live')
    return markup`<p>${say('setUp.live.is')}</p><p><a href="/practice">${say('setUp.live.pause')}</a></p>`;
  const what = markup`<ul><li>${say('setUp.live.leaves')}</li><li>${say('setUp.live.sender', { from, replyTo })}</li><li>${say(postmarkServerToken === null ? 'setUp.live.common' : 'setUp.live.own')}</li><li>${say('setUp.live.nothingOld')}</li><li>${say('setUp.live.again')}</li></ul>`;
  const open = [...(await readSteps(asked))].filter(([step, state]) => state === 'open' && step !== 'live');
  const left =
    open.length === 0
      ? null
      : markup`<h2>${say('setUp.live.open')}</h2><p>${say('setUp.live.openHint')}</p><ul>${open.map(([step]) => markup`<li><a href="/set-up/${step}">${say(`setUp.step.${step}`)}</a></li>`)}</ul>`;
  const mayTurn = me.roles.some((role) => role === 'owner' || role === 'deputy');
  const turn = mayTurn
    ? form(goLive, { label: say('setUp.live.go'), kind: 'main', hidden: { sending: 'live' } })
    : markup`<p>${say('setUp.ownerOnly')}</p>`;
  return markup`${what}${left}${turn}`;
}
