import { OUTCOME_TAGS } from '../events/outcome-tags.ts';
import { FAULTS } from '../faults/faults.ts';
import { recipientsOf } from '../mail/mail.ts';
import type { StoredMail } from '../store/mails.ts';
import { html, type Html } from './html.ts';
import { instant, layout } from './layout.ts';

export type ListView = { mails: readonly StoredMail[]; words: string; duplicatesWebhooks: boolean };

/** The newest mails, a search over them, and the forms and tags that simulate the outside. */
export function listPage({ mails, words, duplicatesWebhooks }: ListView): string {
  return layout(
    words === '' ? 'Outbox' : `Outbox: ${words}`,
    html`<h1>Mails</h1>
      <form class="row" role="search" action="/outbox">
        <label
          >Search recipients, subjects, tags and metadata
          <input type="search" name="q" value="${words}" size="40"
        /></label>
        <button>Search</button>
      </form>
      ${mailTable(mails)}
      <h2>Play the outside world</h2>
      ${inboundForm()} ${duplicatesForm(duplicatesWebhooks)} ${tagList()}`,
  );
}

function mailTable(mails: readonly StoredMail[]): Html {
  if (mails.length === 0) return html`<p class="quiet">No mails.</p>`;
  const rows = mails.map(
    ({ id, mail, status, receivedAt }) =>
      html`<tr>
        <td>${instant(receivedAt)}</td>
        <td>${recipientsOf(mail).join(', ')}</td>
        <td><a href="/outbox/mails/${id}">${mail.Subject || '(no subject)'}</a></td>
        <td>${mail.MessageStream}</td>
        <td>${mail.Tag}</td>
        <td>${status}</td>
      </tr> `,
  );
  return html`<p class="quiet">${mails.length} shown, newest first.</p>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Sent</th>
            <th scope="col">To</th>
            <th scope="col">Subject</th>
            <th scope="col">Stream</th>
            <th scope="col">Tag</th>
            <th scope="col">Status</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}

function inboundForm(): Html {
  return html`<details>
    <summary>New inbound mail: someone writes to us</summary>
    <form class="stack" method="post" action="/outbox/inbound">
      <label>From (address) <input type="email" name="from" required value="sender@example.com" /></label>
      <label>From (name) <input name="fromName" value="Alex Sender" /></label>
      <label
        >To (an inbound address; what follows its plus is the MailboxHash)
        <input type="email" name="to" required value="in+willow-practice@in.example.org"
      /></label>
      <label>Copied to (optional) <input name="cc" /></label>
      <label>Subject <input name="subject" required value="Introduction: Jane" /></label>
      <label
        >Text <textarea name="text" rows="6" required>I would like to introduce Jane to you.</textarea>
      </label>
      <button>Send it to us</button>
    </form>
  </details>`;
}

function duplicatesForm(isOn: boolean): Html {
  return html`<details>
    <summary>Webhooks: ${isOn ? 'each twice, out of order' : 'once each, in order'}</summary>
    <form class="stack" method="post" action="/outbox/settings">
      <label class="check"
        ><input type="checkbox" name="fireTwice" value="true" ${isOn ? html` checked` : null} /> Fire each
        webhook twice, out of order</label
      >
      <button>Save</button>
    </form>
  </details>`;
}

function tagList(): Html {
  const outcomes = Object.entries(OUTCOME_TAGS).map(([name, { meaning }]) => tagMeaning(name, meaning));
  const faults = Object.entries(FAULTS).map(([name, meaning]) => tagMeaning(`fault-${name}`, meaning));
  return html`<details>
    <summary>Outcomes and faults by address</summary>
    <p>
      Write to <code>anyone+TAG@example.org</code>. Tags may be combined:
      <code>x+fault-accept-reset+fault-late-index@…</code>. <code>fault-once-…</code> shows a fault only to
      the first attempt with the same address and metadata.
    </p>
    <dl>${outcomes}${faults}</dl>
  </details>`;
}

function tagMeaning(name: string, meaning: string): Html {
  return html`<dt><code>+${name}@</code></dt>
    <dd>${meaning}</dd>`;
}
