import { HOUR_MS } from '../policy/calendar/units.ts';
import { ServerClient } from 'postmark';
import type { Envelope } from './compose.ts';
import { MOST_IN_BATCH, type Stream } from '../policy/outbound-mail/delivery.ts';
import { ProviderNews } from './provider-news.ts';
import { reactivateAddress } from './reactivate-address.ts';
import { askForRemoval, type RemovalOutcome } from './data-removal.ts';
import { retryAfterMs } from '../policy/calendar/retry-after.ts';
import {
  lookAtStream,
  lookAtTracking,
  Watched,
  type ServerFault,
  type StreamFault,
} from './server-faults.ts';
import { fetchOrNeverLeft } from './fetch-or-never-left.ts';
import {
  outcomeOf,
  outcomeOfAnswer,
  outcomeOfBatchCall,
  outcomesOfBatch,
  type SendOutcome,
} from './send-outcome.ts';
import { toPostmark } from './to-postmark.ts';
import { within } from './within.ts';

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
/** Our own deadline, for what the client's own would not end. */
const SENT_WITHIN_MS = 20_000;
/** Longer than this no wish of the carrier is obeyed: thanks have a limit of their own. */
const LONGEST_REST_MS = HOUR_MS;
/** What is known of one server: how it is set, and until when it asked to be left in peace. */
type ServerAtCarrier = {
  client: ServerClient;
  tracking: Watched<ServerFault>;
  broadcasts: Watched<StreamFault>;
  restsUntil: number;
};

/** The only place that knows Postmark: sends an e-mail, or many, once, and says honestly how it ended. */
export class Mailer {
  readonly #carrier: Carrier;
  readonly #clients = new Map<string, ServerAtCarrier>();

  constructor(carrier: Carrier) {
    this.#carrier = carrier;
  }

  get searchLagMs(): number {
    return this.#carrier.searchLagMs;
  }

  /** Never throws: what is not certain is `unknown`, and is looked up before anything is sent again. */
  async send(envelope: Envelope): Promise<SendOutcome> {
    const server = this.#server(envelope.postmarkServerToken);
    const notNow = await whyNotNow(server, envelope.stream);
    if (notNow) return notNow;
    try {
      return outcomeOfAnswer(await within(SENT_WITHIN_MS, server.client.sendEmail(toPostmark(envelope))));
    } catch (error) {
      return rested(outcomeOf(error), server);
    }
  }

  /**
   * The same of many, by one server on one stream, in one call: 500 at most, and 50 MB together. Answers how each ended, in
   * their order; where the call itself failed, all ended alike.
   */
  async sendBatch(envelopes: readonly Envelope[]): Promise<SendOutcome[]> {
    const [first] = envelopes;
    if (!first) return [];
    const server = this.#server(first.postmarkServerToken);
    const notNow = await whyNotNow(server, first.stream);
    if (notNow) return envelopes.map(() => notNow);
    try {
      const call = server.client.sendEmailBatch(envelopes.map(toPostmark));
      return outcomesOfBatch(await within(SENT_WITHIN_MS, call), envelopes.length);
    } catch (error) {
      const outcome = rested(outcomeOfBatchCall(error), server);
      return envelopes.map(() => outcome);
    }
  }

  /** The carrier's id of what was sent under this send id, or null while its search does not show it; throws when it cannot be asked. */
  async find(sendId: string, stream: Stream, serverToken: string | null): Promise<string | null> {
    const { client } = this.#server(serverToken);
    const filter = { metadata_sid: sendId, messageStream: stream, count: 1, offset: 0 };
    const { Messages } = await within(SENT_WITHIN_MS, client.getOutboundMessages(filter));
    return Messages[0]?.MessageID ?? null;
  }

  /**
   * The carrier's ids, by send id, of those that left together under this batch id and that its search shows; throws when it
   * cannot be asked.
   */
  async findBatch(
    batchId: string,
    stream: Stream,
    serverToken: string | null,
  ): Promise<ReadonlyMap<string, string>> {
    const { client } = this.#server(serverToken);
    const filter = { metadata_batch: batchId, messageStream: stream, count: MOST_IN_BATCH, offset: 0 };
    const { Messages } = await within(SENT_WITHIN_MS, client.getOutboundMessages(filter));
    return new Map(Messages.map(({ Metadata, MessageID }) => [Metadata?.['sid'] ?? '', MessageID]));
  }

  /** Asks the carrier to take an address again; throws when it cannot be asked. */
  async reactivate(address: string, serverToken: string | null): Promise<boolean> {
    const { client } = this.#server(serverToken);
    return within(SENT_WITHIN_MS, reactivateAddress(client, address, serverToken !== null));
  }

  /** What the carrier can be asked for of all that it also tells us by itself. */
  newsOf(serverToken: string | null): ProviderNews {
    return new ProviderNews(this.#server(serverToken).client);
  }

  /** Has the carrier's own copy of a recipient removed; null where we hold no key to the account. */
  async removeRecipient(address: string, askedBy: string): Promise<RemovalOutcome | null> {
    const { https, host, accountToken } = this.#carrier;
    return accountToken ? askForRemoval({ https, host, accountToken }, { address, askedBy }) : null;
  }

  /** Why nothing is sent by this server; null when all is well. */
  trackingFault(serverToken: string | null): Promise<ServerFault | null> {
    return this.#server(serverToken).tracking.fault();
  }

  /** Why nothing that is meant for many is sent by this server; null when all is well. */
  broadcastFault(serverToken: string | null): Promise<StreamFault | null> {
    return this.#server(serverToken).broadcasts.fault();
  }

  #server(serverToken: string | null): ServerAtCarrier {
    const token = serverToken ?? this.#carrier.token;
    const known = this.#clients.get(token);
    if (known) return known;
    const { https, host } = this.#carrier;
    const client = new ServerClient(token, {
      useHttps: https,
      requestHost: host,
      timeout: CALL_TIMEOUT_S,
      fetch: async (input, init) => {
        const response = await fetchOrNeverLeft(input, init);
        server.restsUntil = Math.max(server.restsUntil, restsUntil(response));
        return response;
      },
    });
    const server: ServerAtCarrier = {
      client,
      tracking: new Watched(() => lookAtTracking(client)),
      broadcasts: new Watched(() => lookAtStream(client, 'broadcast')),
      restsUntil: 0,
    };
    this.#clients.set(token, server);
    return server;
  }
}

/** Nothing is sent to a server that rests, or that is not set as it must be. */
async function whyNotNow(server: ServerAtCarrier, stream: Stream): Promise<SendOutcome | null> {
  if (server.restsUntil > Date.now()) return rested({ kind: 'not_sent', why: 'rate_limited' }, server);
  const ofStream = stream === 'broadcast' ? server.broadcasts : null;
  const fault = (await server.tracking.fault()) ?? (await ofStream?.fault());
  return fault ? { kind: 'not_sent', why: fault } : null;
}

function rested(outcome: SendOutcome, { restsUntil: until }: ServerAtCarrier): SendOutcome {
  if (outcome.kind !== 'not_sent' || until <= Date.now()) return outcome;
  return { ...outcome, notBefore: new Date(until) };
}

/** Until when a refusal asks to be left in peace; 0 where it does not. */
function restsUntil({ status, headers }: Response): number {
  if (status !== 429 && status !== 503) return 0;
  const asked = retryAfterMs(headers.get('retry-after'), new Date());
  return asked === null ? 0 : Date.now() + Math.min(asked, LONGEST_REST_MS);
}
