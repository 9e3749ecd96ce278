import type { Logger } from 'pino';
import type { Mailer } from '../email/mailer.ts';
import type { NewsItem, ProviderNews } from '../email/provider-news.ts';
import type { Database } from '../facts/database.ts';
import { describeError } from '../facts/error-kind.ts';
import { applyWebhook } from '../facts/mail-outcomes/apply-event.ts';
import {
  awaitedDeliveries,
  mailServers,
  ofOnePractice,
  PULLED_BACK_MS,
  type MailServer,
} from '../facts/mail-outcomes/pull-questions.ts';
import { isKnownEvent, receiveWebhook } from '../facts/outbound-mail/receive-event.ts';
import { HOUR_MS, MINUTE_MS } from '../policy/calendar/units.ts';

type Parts = { database: Database; mailer: Mailer; log: Logger };

/** Of one server; a call that has begun ends by its own deadline. */
const SERVER_TAKES_MS = 10 * MINUTE_MS;
/** What hangs is left to itself when stopping: everything it does may be done again. */
const STOPS_WITHIN_MS = 5_000;

/**
 * Asks the mail provider, at start and every hour, for all that it should have told us in the last two days: pushed news
 * is lost for good after an hour of ours being away, or with a wrong password. What is new takes the way of what is
 * pushed; what is known changes nothing. A server that cannot be asked holds up no other.
 */
export class OutcomePull {
  readonly #parts: Parts;
  #timer: NodeJS.Timeout | null = null;
  #pulling: Promise<void> = Promise.resolve();
  #stopping = false;
  /** Of the last time, for the metrics. */
  failingServers = 0;
  heardLate = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  start(): void {
    this.#pulling = this.#pull().finally(() => {
      if (!this.#stopping) this.#timer = setTimeout(() => this.start(), HOUR_MS).unref();
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#timer) clearTimeout(this.#timer);
    const bound = new Promise((resolve) => setTimeout(resolve, STOPS_WITHIN_MS).unref());
    await Promise.race([this.#pulling, bound]);
  }

  async #pull(): Promise<void> {
    let failing = 0;
    try {
      for (const server of await mailServers(this.#parts.database)) {
        if (this.#stopping) return;
        if (!(await this.#pullFrom(server))) failing += 1;
      }
    } catch (error) {
      failing += 1;
      this.#warn(error, null);
    }
    this.failingServers = failing;
  }

  /** Answers whether the server could be asked for everything. */
  async #pullFrom(server: MailServer): Promise<boolean> {
    const deadline = performance.now() + SERVER_TAKES_MS;
    try {
      for await (const item of this.#newsOf(server)) {
        if (this.#stopping) return true;
        if (performance.now() > deadline)
          throw new Error('Asking for the news of one mail server took too long.');
        await this.#hear(item, server);
      }
      return true;
    } catch (error) {
      this.#warn(error, server.practiceId);
      return false;
    }
  }

  async *#newsOf(server: MailServer): AsyncGenerator<NewsItem> {
    const { database, mailer } = this.#parts;
    const news = mailer.newsOf(server.token);
    const now = new Date();
    const since = new Date(now.getTime() - PULLED_BACK_MS);
    for await (const bounce of news.bounces(since))
      if (!(await this.#isKnown(bounce, server)))
        yield { ...bounce, Metadata: idsOf(await news.sendIdOf(bounce.MessageID)) };
    for (const listed of await news.suppressions(since))
      if (!(await this.#isKnown(listed, server))) yield await this.#attributed(listed, server, news);
    for (const { postmarkMessageId, sendId } of await awaitedDeliveries(database, server, now))
      yield* await news.deliveries(postmarkMessageId, sendId);
  }

  /** What somebody said, and not what an address does, is of one practice: on a shared server of the only one that wrote there. */
  async #attributed(
    listed: NewsItem & { Recipient: string },
    server: MailServer,
    news: ProviderNews,
  ): Promise<NewsItem> {
    if (server.practiceId !== null || listed['SuppressionReason'] !== 'ManualSuppression') return listed;
    const sendIds = await news.sendIdsTo(listed.Recipient);
    return { ...listed, Metadata: idsOf(await ofOnePractice(this.#parts.database, sendIds)) };
  }

  #isKnown(item: NewsItem, { practiceId }: MailServer): Promise<boolean> {
    return isKnownEvent(this.#parts.database, item, practiceId);
  }

  /** Stored, then applied, as what is pushed; what cannot be applied now the signal relay tries again. */
  async #hear(payload: NewsItem, { practiceId: boundTo }: MailServer): Promise<void> {
    const { database } = this.#parts;
    const id = await receiveWebhook(database, payload, null, { now: new Date(), boundTo });
    if (id === null) return;
    if (payload.RecordType !== 'SubscriptionChange') this.heardLate += 1;
    await applyWebhook(database, { id, payload, boundTo }, new Date());
  }

  #warn(error: unknown, practiceId: string | null): void {
    this.#parts.log.warn(
      { place: 'pulling the news of the mail provider', practiceId, ...describeError(error) },
      'a mail server could not be asked for what became of e-mails; it is asked again within the hour',
    );
  }
}

function idsOf(sendId: string | null): Record<string, string> {
  return sendId === null ? {} : { sid: sendId };
}
