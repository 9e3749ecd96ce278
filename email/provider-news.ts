import { Errors, type ServerClient } from 'postmark';
import { DAY_MS } from '../policy/calendar/units.ts';
import type { Stream } from '../policy/outbound-mail/delivery.ts';
import { isNoStream } from './server-faults.ts';
import { within } from './within.ts';

/** As the provider's webhooks would post it. */
export type NewsItem = Record<string, unknown> & { RecordType: string };

/** Our own deadline, for what the client's own would not end. */
const CALL_MS = 20_000;
const STREAMS: readonly Stream[] = ['outbound', 'broadcast'];
const PAGE = 500;
/** Postmark shows no more of one search. */
const MOST = 10_000;

/** What one server of the mail provider can be asked for, in the shape of its webhooks; every method throws when it cannot be asked. */
export class ProviderNews {
  readonly #client: ServerClient;

  constructor(client: ServerClient) {
    this.#client = client;
  }

  /** Bounces and complaints since then, newest first, all of them of each stream. They name their e-mail, and not our id of it. */
  async *bounces(since: Date): AsyncGenerator<NewsItem & { MessageID: string }> {
    for (const stream of STREAMS) yield* this.#bouncesOf(stream, since);
  }

  async *#bouncesOf(stream: Stream, since: Date): AsyncGenerator<NewsItem & { MessageID: string }> {
    for (let offset = 0; offset < MOST; offset += PAGE) {
      const asked = { count: PAGE, offset, fromDate: dayBefore(since), messageStream: stream };
      const found = await ofStream(within(CALL_MS, this.#client.getBounces(asked)));
      if (found === null) return;
      const { Bounces, TotalCount } = found;
      for (const bounce of Bounces)
        if (new Date(bounce.BouncedAt) >= since)
          yield { ...bounce, RecordType: bounce.Type === 'SpamComplaint' ? 'SpamComplaint' : 'Bounce' };
      if (Bounces.length === 0 || offset + Bounces.length >= TotalCount) return;
    }
    throw new Error('More bounces than the mail provider shows of one search.');
  }

  /** Addresses that came onto the provider's lists since then, as a change of subscription. */
  async suppressions(since: Date): Promise<(NewsItem & { Recipient: string })[]> {
    const lists = [];
    for (const stream of STREAMS) lists.push(...(await this.#suppressionsOf(stream, since)));
    return lists;
  }

  async #suppressionsOf(stream: Stream, since: Date): Promise<(NewsItem & { Recipient: string })[]> {
    const asked = { fromDate: dayBefore(since) };
    const found = await ofStream(within(CALL_MS, this.#client.getSuppressions(stream, asked)));
    const Suppressions = found?.Suppressions ?? [];
    return Suppressions.filter(({ CreatedAt }) => new Date(CreatedAt) >= since).map((one) => ({
      RecordType: 'SubscriptionChange',
      MessageID: null,
      MessageStream: stream,
      ChangedAt: one.CreatedAt,
      Recipient: one.EmailAddress,
      Origin: one.Origin,
      SuppressSending: true,
      SuppressionReason: one.SuppressionReason,
      Tag: null,
      Metadata: {},
    }));
  }

  /** When an e-mail was delivered, if it was. */
  async deliveries(messageId: string, sendId: string): Promise<NewsItem[]> {
    const details = await this.#details(messageId);
    const delivered = (details?.MessageEvents ?? []).filter(({ Type }) => Type === 'Delivered');
    return delivered.map(({ Recipient, ReceivedAt }) => ({
      RecordType: 'Delivery',
      MessageID: messageId,
      MessageStream: details?.MessageStream ?? 'outbound',
      Recipient,
      DeliveredAt: ReceivedAt,
      Metadata: { sid: sendId },
    }));
  }

  /** Our id of one of the provider's e-mails; null where it is none of ours, or no longer known. */
  async sendIdOf(messageId: string): Promise<string | null> {
    return (await this.#details(messageId))?.Metadata?.['sid'] ?? null;
  }

  /** Our ids of the latest e-mails to this address. */
  async sendIdsTo(address: string): Promise<string[]> {
    const found = [];
    for (const messageStream of STREAMS) {
      const asked = { recipient: address, messageStream, count: 50, offset: 0 };
      found.push(
        ...((await ofStream(within(CALL_MS, this.#client.getOutboundMessages(asked))))?.Messages ?? []),
      );
    }
    return found.flatMap(({ Metadata }) => Metadata?.['sid'] ?? []);
  }

  async #details(messageId: string) {
    try {
      return await within(CALL_MS, this.#client.getOutboundMessageDetails(messageId));
    } catch (error) {
      // harmless: kept for 45 days there, or removed with a person's data; what is asked of it is not known then
      if (error instanceof Errors.PostmarkError && [404, 422].includes(error.statusCode)) return null;
      throw error;
    }
  }
}

/** The provider reads a day in its own zone: a day more than is needed, of which we keep what we asked for. */
function dayBefore(since: Date): string {
  return new Date(since.getTime() - DAY_MS).toISOString().slice(0, 10);
}

/** Null where the server has no such stream: nothing was sent on it, so there is no news of it. */
async function ofStream<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    // harmless: only what says that there is no such stream is passed over
    if (isNoStream(error)) return null;
    throw error;
  }
}
