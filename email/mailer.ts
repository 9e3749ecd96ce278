import { MINUTE_MS } from '../policy/calendar/units.ts';
import { Errors, Models, ServerClient } from 'postmark';
import type { Envelope } from './compose.ts';
import { askForRemoval, type RemovalOutcome } from './data-removal.ts';

/** How one call to the carrier ended. `not_sent`: certainly not accepted. `unknown`: it may have been. */
export type SendOutcome =
  | { kind: 'sent'; postmarkMessageId: string }
  | { kind: 'refused'; why: string; inactive: boolean }
  | { kind: 'not_sent'; why: string }
  | { kind: 'unknown'; why: string };

/** Where e-mail goes: Postmark, or an outbox that speaks as Postmark does. `searchLagMs`: how long its search may lag. */
export type Carrier = {
  token: string;
  https: boolean;
  host: string;
  searchLagMs: number;
  /** Opens the account, not only the server: needed to have a recipient's data removed there. */
  accountToken?: string | null;
};

const CALL_TIMEOUT_S = 20;
const TRACKING_CHECK_MS = 5 * MINUTE_MS;
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** The account or the practice's settings are at fault, not the recipient: kept, and tried again after somebody mended it. */
const SETTINGS_AT_FAULT = new Set([10, 400, 401, 402, 403, 405, 412, 413, 1101, 1235, 1236, 1480]);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Postmark's client keeps an error's text and drops its cause, so the text says that the request never reached the carrier. */
const NEVER_LEFT_TEXT = 'The request never left.';

/** The only place that knows Postmark: sends one e-mail, once, and says honestly how it ended. */
export class Mailer {
  readonly #carrier: Carrier;
  readonly #clients = new Map<string, { client: ServerClient; untrackedUntil: number }>();

  constructor(carrier: Carrier) {
    this.#carrier = carrier;
  }

  get searchLagMs(): number {
    return this.#carrier.searchLagMs;
  }

  /** Never throws: what is not certain is `unknown`, and is looked up before anything is sent again. */
  async send(envelope: Envelope): Promise<SendOutcome> {
    const tracking = await this.trackingFault(envelope.postmarkServerToken);
    if (tracking) return { kind: 'not_sent', why: tracking };
    try {
      const answer = await this.#client(envelope.postmarkServerToken).client.sendEmail(toPostmark(envelope));
      const accepted =
        typeof answer === 'object' &&
        answer !== null &&
        answer.ErrorCode === 0 &&
        UUID.test(answer.MessageID);
      return accepted
        ? { kind: 'sent', postmarkMessageId: answer.MessageID }
        : { kind: 'unknown', why: 'answer_unreadable' };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  /** The carrier's id of what was sent under this send id, or null while its search does not show it; throws when it cannot be asked. */
  async find(sendId: string, serverToken: string | null): Promise<string | null> {
    const { client } = this.#client(serverToken);
    const filter = { metadata_sid: sendId, messageStream: 'outbound', count: 1, offset: 0 };
    const { Messages } = await client.getOutboundMessages(filter);
    return Messages[0]?.MessageID ?? null;
  }

  /** Has the carrier's own copy of a recipient removed; null where we hold no key to the account. */
  async removeRecipient(address: string, askedBy: string): Promise<RemovalOutcome | null> {
    const { https, host, accountToken } = this.#carrier;
    return accountToken ? askForRemoval({ https, host, accountToken }, { address, askedBy }) : null;
  }

  /** Open and link tracking must be off on the server itself (§3.6.5): a message cannot switch it off. Null when all is well. */
  async trackingFault(
    serverToken: string | null,
  ): Promise<'tracking_on' | 'carrier_away' | 'mail_settings' | null> {
    const entry = this.#client(serverToken);
    if (Date.now() < entry.untrackedUntil) return null;
    try {
      const server = await entry.client.getServer();
      if (server.TrackOpens || server.TrackLinks.toString() !== 'None') return 'tracking_on';
      entry.untrackedUntil = Date.now() + TRACKING_CHECK_MS;
      return null;
    } catch (error) {
      return error instanceof Errors.InvalidAPIKeyError ? 'mail_settings' : 'carrier_away';
    }
  }

  #client(serverToken: string | null) {
    const token = serverToken ?? this.#carrier.token;
    const known = this.#clients.get(token);
    if (known) return known;
    const { https, host } = this.#carrier;
    const client = new ServerClient(token, {
      useHttps: https,
      requestHost: host,
      timeout: CALL_TIMEOUT_S,
      fetch: fetchOrNeverLeft,
    });
    const entry = { client, untrackedUntil: 0 };
    this.#clients.set(token, entry);
    return entry;
  }
}

function toPostmark(envelope: Envelope) {
  const domain = /@([^>]+)>?$/.exec(envelope.from)?.[1] ?? 'localhost';
  return {
    From: envelope.from,
    To: envelope.to,
    ReplyTo: envelope.replyTo,
    Subject: envelope.subject,
    TextBody: envelope.text,
    HtmlBody: envelope.html,
    Tag: envelope.tag,
    Metadata: { sid: envelope.sendId },
    MessageStream: 'outbound',
    TrackOpens: false,
    TrackLinks: Models.LinkTrackingOptions.None,
    Headers: [
      { Name: 'Message-ID', Value: `<${envelope.sendId}@${domain}>` },
      { Name: 'X-PM-KeepID', Value: 'true' },
      ...(envelope.unsubscribeUrl
        ? [
            { Name: 'List-Unsubscribe', Value: `<${envelope.unsubscribeUrl}>` },
            { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
          ]
        : []),
      ...(envelope.automatic ? [{ Name: 'Auto-Submitted', Value: 'auto-generated' }] : []),
    ],
  };
}

/** Facts of Postmark's client: branch on the HTTP status first, because its error codes collide with HTTP numbers. */
function outcomeOf(error: unknown): SendOutcome {
  if (error instanceof Error && error.message === NEVER_LEFT_TEXT)
    return { kind: 'not_sent', why: 'carrier_away' };
  if (!(error instanceof Errors.PostmarkError)) return { kind: 'unknown', why: 'connection_lost' };
  const { statusCode, code } = error;
  if (statusCode === 429) return { kind: 'not_sent', why: 'rate_limited' };
  if (statusCode === 503 && code === 100) return { kind: 'not_sent', why: 'carrier_maintenance' };
  if (statusCode === 401 || statusCode === 403) return { kind: 'not_sent', why: 'mail_settings' };
  if (statusCode === 422 && code === 406)
    return { kind: 'refused', why: 'inactive_recipient', inactive: true };
  if (statusCode === 422 && SETTINGS_AT_FAULT.has(code)) return { kind: 'not_sent', why: 'mail_settings' };
  if (statusCode === 422 || statusCode === 413)
    return { kind: 'refused', why: `postmark_${code}`, inactive: false };
  return { kind: 'unknown', why: statusCode > 0 ? `http_${statusCode}` : 'connection_lost' };
}

const fetchOrNeverLeft: typeof fetch = async (input, init) => {
  try {
    return await fetch(input, init);
  } catch (error) {
    const code =
      error instanceof Error && error.cause instanceof Error && 'code' in error.cause
        ? String(error.cause.code)
        : '';
    throw NEVER_LEFT.has(code) ? new Error(NEVER_LEFT_TEXT, { cause: error }) : error;
  }
};
