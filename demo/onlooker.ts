import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { ReferralView } from '../api/schemas/referral.ts';
import type { Referral } from './desk.ts';
import { inWords } from './words.ts';
import type { Cast } from './set-up.ts';
import type { Teller } from './teller.ts';
import { waitFor } from './wait-for.ts';

const LOOK_EVERY_MS = 250;

const Message = z.object({ id: z.uuid(), status: z.string() });
const Task = z.object({ referralId: z.uuid().nullable(), assigneeId: z.uuid().nullable() });

/** Reads the timelines as staff could, and tells each new line once. */
export class Onlooker {
  readonly #cast: Cast;
  readonly #teller: Teller;
  readonly #told = new Set<string>();
  #referrals: Referral[] = [];
  #watching = true;

  constructor(cast: Cast, teller: Teller) {
    this.#cast = cast;
    this.#teller = teller;
  }

  async watch(): Promise<void> {
    while (this.#watching) {
      await this.#look();
      await pause(LOOK_EVERY_MS);
    }
  }

  leave(): void {
    this.#watching = false;
  }

  /** Waits until this is so of all that were logged. */
  async until(
    what: string,
    isSo: (referrals: readonly Referral[]) => boolean,
    patienceMs: number,
  ): Promise<void> {
    await waitFor(what, async () => (isSo(this.#referrals) ? true : null), patienceMs);
  }

  /** Waits for mails of one template. */
  async mail(
    template: string,
    isSo: (message: z.infer<typeof Message>) => boolean,
    patienceMs: number,
  ): Promise<z.infer<typeof Message>[]> {
    const mails = async () => {
      const found = (await this.#cast.desk.list(`/messages?template=${template}`, Message)).filter(isSo);
      return found.length > 0 ? found : null;
    };
    return waitFor(`there was a mail ${template}`, mails, patienceMs);
  }

  async #look(): Promise<void> {
    const referrals = (await this.#cast.desk.list('/referrals?limit=200', ReferralView)).toReversed();
    for (const referral of referrals) {
      for (const [index, event] of referral.timeline.entries()) {
        const key = `${referral.id}/${index}`;
        if (this.#told.has(key)) continue;
        this.#told.add(key);
        const holder = event.what === 'escalated' ? await this.#holderOf(referral) : null;
        const words = inWords(referral, event, { by: this.#cast.staff.get(event.by ?? '') ?? null, holder });
        if (words) this.#teller.line(words);
      }
    }
    this.#referrals = referrals;
  }

  async #holderOf({ id }: Referral): Promise<string | null> {
    const tasks = await this.#cast.desk.list('/tasks?limit=200', Task);
    return this.#cast.staff.get(tasks.find(({ referralId }) => referralId === id)?.assigneeId ?? '') ?? null;
  }
}
