import type { Client } from '@temporalio/client';
import type { Probes } from './health.ts';
import type { Mailer } from '../email/mailer.ts';

const DEADLINE_MS = 2_000;
const MAIL_FAULTS = {
  tracking_on: 'open or link tracking is on at the mail server; nothing is sent until both are off',
  carrier_away: 'does not answer',
  mail_settings: 'the server token is not known there',
} as const;

/** Readiness probes of Temporal and the mail provider, each with a deadline. */
export function probesOf(client: Client, mailer: Mailer, workerIsPolling: () => boolean): Probes {
  return {
    async temporal() {
      try {
        await client.connection.withDeadline(Date.now() + DEADLINE_MS, () =>
          client.workflowService.getSystemInfo({}),
        );
        return workerIsPolling()
          ? { ok: true }
          : { ok: false, detail: 'answers, but the worker is not polling yet' };
      } catch {
        return { ok: false, detail: 'does not answer; facts are kept and rung for when it is back' };
      }
    },
    async mail() {
      const fault = await mailer.trackingFault(null);
      return fault ? { ok: false, detail: MAIL_FAULTS[fault] } : { ok: true };
    },
  };
}
