import { recipientsOf } from '../mail/mail.ts';
import { messageDetails, rawHeaders } from '../mail/message-view.ts';
import type { MailEvent } from '../store/events.ts';
import type { StoredMail } from '../store/mails.ts';
import type { Webhook } from '../store/webhooks.ts';
import { eventButtons, replyForm } from './detail-forms.ts';
import { html, type Html } from './html.ts';
import { instant, layout } from './layout.ts';

export type DetailView = {
  stored: StoredMail;
  events: readonly MailEvent[];
  webhooks: readonly Webhook[];
  view: string;
};

const VIEWS = { text: 'Text', html: 'HTML', headers: 'Headers', json: 'JSON' };

/** One mail: its content, its events and webhooks, and the forms that cause further events. */
export function detailPage(detail: DetailView): string {
  const { stored, events, webhooks } = detail;
  return layout(
    stored.mail.Subject || '(no subject)',
    html`<h1>${stored.mail.Subject || '(no subject)'}</h1>
      ${fieldList(stored)}
      <nav aria-label="Views of this mail">
        ${Object.entries(VIEWS).map(([view, label]) => viewLink(detail, view, label))}
      </nav>
      ${body(detail)}
      <h2>What happened</h2>
      ${eventList(events)}
      <h2>Webhooks</h2>
      ${webhookList(webhooks)}
      <h2>Let something happen</h2>
      ${eventButtons(stored)} ${replyForm(stored)}`,
  );
}

function fieldList({ id, mail, messageId, receivedAt, status }: StoredMail): Html {
  const metadata = Object.entries(mail.Metadata).map(([key, value]) => field(key, value));
  return html`<dl>
    ${field('From', mail.From)}${field('To', recipientsOf(mail).join(', '))}${field('Reply to', mail.ReplyTo)}
    <dt>Sent</dt>
    <dd>${instant(receivedAt)} (${status})</dd>
    ${field('Stream', mail.MessageStream)}${field('Tag', mail.Tag)}${field('Message-ID', messageId)}${field('MessageID', id)}
    ${metadata}
  </dl>`;
}

function field(name: string, value: string | null): Html {
  return value === null
    ? html``
    : html`<dt>${name}</dt>
        <dd>${value}</dd>`;
}

function viewLink({ stored, view }: DetailView, to: string, label: string): Html {
  return html`<a
    href="/outbox/mails/${stored.id}?view=${to}"
    ${view === to ? html` aria-current="page"` : null}
    >${label}</a
  > `;
}

function body({ stored, events, view }: DetailView): Html {
  const { mail, id } = stored;
  if (view === 'html') {
    if (mail.HtmlBody === null) return html`<p class="quiet">This mail has no HTML.</p>`;
    return html`<p><iframe sandbox="" src="/outbox/mails/${id}/html" title="The mail as HTML"></iframe></p>`;
  }
  if (view === 'headers') {
    return html`<pre>${rawHeaders(stored).map(([name, value]) => `${name}: ${value}\n`)}</pre>`;
  }
  if (view === 'json') return html`<pre>${JSON.stringify(messageDetails(stored, events), null, 2)}</pre>`;
  return html`<pre>${withLinks(mail.TextBody ?? '')}</pre>`;
}

function withLinks(text: string): Html[] {
  return text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((piece, index) =>
      index % 2 === 0 ? html`${piece}` : html`<a href="${piece}" rel="noreferrer noopener">${piece}</a>`,
    );
}

function eventList(events: readonly MailEvent[]): Html {
  if (events.length === 0) return html`<p class="quiet">Nothing yet.</p>`;
  return html`<ul>
    ${events.map(({ at, type, recipient }) => html`<li>${instant(at)} ${type} <span class="quiet">${recipient}</span></li>`)}
  </ul>`;
}

function webhookList(webhooks: readonly Webhook[]): Html {
  if (webhooks.length === 0) return html`<p class="quiet">None yet.</p>`;
  return html`<ul>
    ${webhooks.map(
      ({ recordType, state, attempts, lastResult }) =>
        html`<li>
          ${recordType}: ${state}
          <span class="quiet"
            >${afterAttempts(attempts)}${lastResult === null ? null : `, last ${lastResult}`}</span
          >
        </li>`,
    )}
  </ul>`;
}

function afterAttempts(attempts: number): string {
  return `after ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`;
}
