import { recipientsOf } from '../mail/mail.ts';
import type { StoredMail } from '../store/mails.ts';
import { html, type Html } from './html.ts';

const BUTTONS = {
  delivered: 'Delivered',
  'hard-bounce': 'Hard bounce',
  'soft-bounce': 'Soft bounce',
  complaint: 'Complaint',
  unsubscribe: 'Unsubscribe',
};

/** One button for each outcome that a mail may have. */
export function eventButtons({ id, mail }: StoredMail): Html {
  return html`<form class="row" method="post" action="/outbox/mails/${id}/events">
    ${recipientChoice(mail)}
    ${Object.entries(BUTTONS).map(([event, label]) => html`<button name="event" value="${event}">${label}</button> `)}
  </form>`;
}

/** A reply as a recipient would write it. */
export function replyForm({ id, mail }: StoredMail): Html {
  return html`<details>
    <summary>Reply as recipient</summary>
    <form class="stack" method="post" action="/outbox/mails/${id}/reply">
      ${recipientChoice(mail)}
      <label>Reply to us <textarea name="text" rows="5" required></textarea></label>
      <button>Send the reply</button>
    </form>
  </details>`;
}

function recipientChoice(mail: StoredMail['mail']): Html {
  return html`<label
    >Recipient
    <select name="recipient">
      ${recipientsOf(mail).map((email) => html`<option>${email}</option>`)}
    </select></label
  >`;
}
