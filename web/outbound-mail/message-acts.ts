import { markup, type Markup } from '../../http/markup.ts';
import { act, type PageAsked } from '../staff-page.ts';
import type { Message } from './message-words.ts';

const cancel = act({ does: 'POST /messages/:id/cancel', said: 'messages.said.cancelled' });
const takeBack = act({ does: 'POST /messages/:id/take-back', said: 'messages.said.takenBack' });
const sendAgain = act({
  does: 'POST /messages/:id/resend',
  said: 'messages.said.sendsAgain',
  body: () => ({ takeBack: true }),
});

/** All that can be decided about a message. */
export const MESSAGE_ACTS = [cancel, takeBack, sendAgain];

const TO_CANCEL: readonly Message['status'][] = ['queued', 'held'];
const TO_SEND_AGAIN: readonly Message['status'][] = ['held', 'refused', 'stopped', 'cancelled'];

type Where = {
  /** The row that its answer replaces; on its own page the whole page comes again. */
  row?: string;
};

/** The one decision that a message asks for: to take it back while that can be done, or to send a held one again. */
export function pressingAct(message: Message, asked: PageAsked, { row }: Where = {}): Markup | null {
  const { id, status, takeBackUntil } = message;
  const { words, form, said } = asked;
  const around = { params: { id }, ...(row === undefined ? {} : { row, describedBy: `${row}-title` }) };
  if (takeBackUntil !== undefined)
    return form(takeBack, {
      ...around,
      label: words.say('messages.takeBack'),
      kind: 'main',
      hasFocus: said?.at === id,
    });
  if (status !== 'held') return null;
  return form(sendAgain, { ...around, label: words.say('messages.sendAgain'), kind: 'main' });
}

/** Everything that can be decided about a message, on its own page. */
export function allActs(message: Message, asked: PageAsked): Markup | null {
  const { id, status, takeBackUntil } = message;
  const { words, form } = asked;
  const pressing = pressingAct(message, asked);
  const isMain = pressing === null;
  const again =
    status !== 'held' && TO_SEND_AGAIN.includes(status)
      ? form(sendAgain, { params: { id }, label: words.say('messages.sendAgain') })
      : null;
  const stop =
    takeBackUntil === undefined && TO_CANCEL.includes(status)
      ? form(cancel, {
          params: { id },
          label: words.say('messages.cancel'),
          kind: isMain ? 'main' : 'quiet',
        })
      : null;
  if (!pressing && !again && !stop) return null;
  return markup`<div class="acts">${pressing}${stop}${again}</div>`;
}
