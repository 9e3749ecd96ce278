import { Errors, type ServerClient } from 'postmark';
import { MINUTE_MS } from '../policy/calendar/units.ts';
import type { Stream } from '../policy/outbound-mail/delivery.ts';
import { within } from './within.ts';

/** Why a server is not sent to: its own settings, or it does not say how it is set. */
export type ServerFault = 'tracking_on' | 'carrier_away' | 'mail_settings';
/** `stream_settings`: there is no such stream, or the carrier would put its own way to unsubscribe into the mail. */
export type StreamFault = 'carrier_away' | 'mail_settings' | 'stream_settings';

const CHECK_MS = 5 * MINUTE_MS;
/** A fault is asked about again soon, and not for everybody who wants to know. */
const FAULT_CHECK_MS = 3_000;
/** A claim (entities/message.ts) does not wait for a carrier that takes longer to say how its server is set. */
const CHECKED_WITHIN_MS = 5_000;
/** Our own link and headers stand in the mail, so the carrier adds none (decision 0143). */
const OWN_HANDLING = 'Custom';

/** A fault that is looked for now and then, once for all who ask meanwhile; null when all is well. */
export class Watched<Fault extends string> {
  readonly #look: () => Promise<Fault | null>;
  #fault: Fault | null = null;
  #knownUntil = 0;
  #looking: Promise<Fault | null> | null = null;

  constructor(look: () => Promise<Fault | null>) {
    this.#look = look;
  }

  async fault(): Promise<Fault | null> {
    if (Date.now() < this.#knownUntil) return this.#fault;
    this.#looking ??= this.#look();
    try {
      this.#fault = await this.#looking;
    } finally {
      this.#looking = null;
    }
    this.#knownUntil = Date.now() + (this.#fault ? FAULT_CHECK_MS : CHECK_MS);
    return this.#fault;
  }
}

/** Open and link tracking must be off on the server itself (§3.6.5): a message cannot switch it off. */
export async function lookAtTracking(client: ServerClient): Promise<ServerFault | null> {
  try {
    const server = await within(CHECKED_WITHIN_MS, client.getServer());
    return server.TrackOpens || server.TrackLinks.toString() !== 'None' ? 'tracking_on' : null;
  } catch (error) {
    return error instanceof Errors.InvalidAPIKeyError ? 'mail_settings' : 'carrier_away';
  }
}

/** The stream of what goes to many leaves headers and links for unsubscribing to us; with any other mode nothing is sent on it. */
export async function lookAtStream(client: ServerClient, stream: Stream): Promise<StreamFault | null> {
  try {
    const found = await within(CHECKED_WITHIN_MS, client.getMessageStream(stream));
    const handling = found.SubscriptionManagementConfiguration.UnsubscribeHandlingType.toString();
    return handling === OWN_HANDLING ? null : 'stream_settings';
  } catch (error) {
    if (error instanceof Errors.InvalidAPIKeyError) return 'mail_settings';
    return isNoStream(error) ? 'stream_settings' : 'carrier_away';
  }
}

/** Whether the carrier says that it has no such stream. */
export function isNoStream(error: unknown): boolean {
  return error instanceof Errors.PostmarkError && [404, 422].includes(error.statusCode);
}
