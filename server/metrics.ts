import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Database } from '../facts/database.ts';

type Counts = {
  pending: number;
  deadLetters: number;
  open: number;
  overdue: number;
  unapplied: number;
  unsent: number;
  failing: number;
};

const QUESTION = `
  select (select count(*)::int from workflow_signal where status = 'pending') as pending,
    (select count(*)::int from workflow_signal where status = 'dead_letter') as "deadLetters",
    (select count(*)::int from commitment where kept_at is null) as open,
    (select count(*)::int from commitment where kept_at is null and due_at < now() - interval '1 minute') as overdue,
    (select count(*)::int from webhook_event where applied_at is null and outcome is null) as unapplied,
    (select count(*)::int from webhook_delivery where status = 'pending' and next_try_at < now() - interval '1 minute') as unsent,
    (select count(*)::int from webhook_delivery where status = 'pending' and attempts > 3) as failing`;

/** What an operator alarms on, over all practices. The names are what dashboards know; they keep their old words. */
export function createMetrics(database: Database): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const gauges: Record<keyof Counts, Gauge> = {
    pending: new Gauge({
      name: 'kindword_doorbells_pending',
      help: 'Signals to workflows that were committed and not sent yet',
      registers: [registry],
      collect: () => setAll(database, gauges),
    }),
    deadLetters: gauge('kindword_doorbells_given_up', 'Signals that Temporal kept refusing (dead letters)'),
    open: gauge('kindword_promises_open', 'Commitments that Temporal is trusted with'),
    overdue: gauge('kindword_promises_overdue', 'Commitments overdue by more than a minute'),
    unapplied: gauge('kindword_webhooks_unapplied', 'Events of the mail provider stored and not applied yet'),
    unsent: gauge('kindword_deliveries_unsent', 'Webhook deliveries due for more than a minute'),
    failing: gauge('kindword_deliveries_failing', 'Webhook deliveries that failed more than three times'),
  };
  return registry;
}

async function setAll(database: Database, gauges: Record<keyof Counts, Gauge>): Promise<void> {
  const [counts] = await database.orm.em.fork().execute<Counts[]>(QUESTION);
  if (!counts) return;
  gauges.pending.set(counts.pending);
  gauges.deadLetters.set(counts.deadLetters);
  gauges.open.set(counts.open);
  gauges.overdue.set(counts.overdue);
  gauges.unapplied.set(counts.unapplied);
  gauges.unsent.set(counts.unsent);
  gauges.failing.set(counts.failing);
}
