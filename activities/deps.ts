import type { Database } from '../facts/database.ts';
import type { AllowedNetwork } from '../policy/webhooks/allowed-network.ts';
import type { Mailer } from '../email/mailer.ts';

/**
 * What activities reach the world through. `publicUrl` begins every link in an e-mail; `mailbox` is where answers may come
 * in; `webhookReach`: which networks may be reached at addresses that a practice gives.
 */
export type ActivityDeps = {
  database: Database;
  mailer: Mailer;
  publicUrl: string;
  mailbox: string | null;
  webhookReach: AllowedNetwork;
};
