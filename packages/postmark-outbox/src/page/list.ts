import { recipientsOf } from '../mail.ts';
import { FATES } from '../fate.ts';
import { FAULTS } from '../faults.ts';
import type { StoredMail } from '../store/mails.ts';
import { html, type Html } from './html.ts';
import { layout, moment } from './layout.ts';

export type ListView = { mails: readonly StoredMail[]; words: string; isFiringTwice: boolean };

/** The newest mails, a search over them, and everything the outbox can be asked to do. */
export function listPage({ mails, words, isFiringTwice }: ListView): string {
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
      ${introductionForm()} ${switchForm(isFiringTwice)} ${wishList()}`,
  );
}

function mailTable(mails: readonly StoredMail[]): Html {
  if (mails.length === 0) return html`<p class="quiet">No mails.</p>`;
  const rows = mails.map(
    ({ id, mail, status, receivedAt }) =>
      html`<tr>
        <td>${moment(receivedAt)}</td>
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

function introductionForm(): Html {
  return html`<details>
    <summary>New introduction: someone writes to us</summary>
    <form class="stack" method="post" action="/outbox/introductions">
      <label>From (address) <input type="email" name="from" required value="referrer@example.com" /></label>
      <label>From (name) <input name="fromName" value="Alex Referrer" /></label>
      <label
        >To (inboundAddress of GET /practice)
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

function switchForm(isFiringTwice: boolean): Html {
  return html`<details>
    <summary>Webhooks: ${isFiringTwice ? 'each twice, out of order' : 'once each, in order'}</summary>
    <form class="stack" method="post" action="/outbox/settings">
      <label class="check"
        ><input type="checkbox" name="fireTwice" value="true" ${isFiringTwice ? html` checked` : null} /> Fire
        each webhook twice, out of order</label
      >
      <button>Save</button>
    </form>
  </details>`;
}

function wishList(): Html {
  const fates = Object.entries(FATES).map(([name, { says }]) => wish(name, says));
  const faults = Object.entries(FAULTS).map(([name, says]) => wish(`fault-${name}`, says));
  return html`<details>
    <summary>Wishes by address</summary>
    <p>
      Write to <code>anyone+WISH@example.org</code>. Wishes may be combined:
      <code>x+fault-accept-reset+fault-late-index@…</code>. <code>fault-once-…</code> shows a fault only to
      the first attempt with the same address and metadata.
    </p>
    <dl>${fates}${faults}</dl>
  </details>`;
}

function wish(name: string, says: string): Html {
  return html`<dt><code>+${name}@</code></dt>
    <dd>${says}</dd>`;
}
