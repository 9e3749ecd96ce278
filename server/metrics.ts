import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { Database } from '../facts/database.ts';

/** Of what was pulled from the mail provider last. */
type Pulled = { readonly failingServers: number; readonly heardLate: number };

type Counts = {
  pending: number;
  deadLetters: number;
  open: number;
  overdue: number;
  unapplied: number;
  unsent: number;
  failing: number;
  unjournaled: number;
  refusedForSender: number;
  forms: number;
  formsGivenUp: number;
};

const QUESTION = `
  select (select count(*)::int from workflow_signal where status = 'pending') as pending,
    (select count(*)::int from workflow_signal where status = 'dead_letter') as "deadLetters",
    (select count(*)::int from commitment where kept_at is null) as open,
    (select count(*)::int from commitment where kept_at is null and due_at < now() - interval '1 minute') as overdue,
    (select count(*)::int from webhook_event where applied_at is null and outcome is null) as unapplied,
    (select count(*)::int from webhook_delivery where status = 'pending' and next_try_at < now() - interval '1 minute') as unsent,
    (select count(*)::int from webhook_delivery where status = 'pending' and attempts > 3) as failing,
    (select count(*)::int from journal_entry where written_at is null and at < now() - interval '1 minute') as unjournaled,
    (select count(*)::int from webhook_event where outcome = 'bounced_by_sender' and received_at > now() - interval '1 day') as "refusedForSender",
    (select count(*)::int from posted_form where given_up_at is null and posted_at < now() - interval '1 minute') as forms,
    (select count(*)::int from posted_form where given_up_at is not null) as "formsGivenUp"`;

/** What an operator alarms on, over all practices. The names are what dashboards know; they keep their old words. */
export function createMetrics(database: Database, pull: Pulled): Registry {
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
    unjournaled: gauge(
      'kindword_journal_unwritten',
      'Refusals and erasures not in the journal after a minute',
    ),
    refusedForSender: gauge(
      'kindword_mails_refused_for_sender',
      'E-mails of the last day that came back through a fault of the sender (DNS, account, reputation)',
    ),
    forms: gauge(
      'kindword_forms_unapplied',
      'Public forms kept for more than a minute and not worked off yet',
    ),
    formsGivenUp: gauge(
      'kindword_forms_given_up',
      'Public forms that could not be taken in and wait for a person',
    ),
  };
  gaugeOf(registry, {
    name: 'kindword_mail_pull_failing',
    help: 'Mail servers that could not be asked the last time for what became of e-mails',
    value: () => pull.failingServers,
  });
  gaugeOf(registry, {
    name: 'kindword_mail_pull_heard_late',
    help: 'Events of the mail provider that were pulled because they had not been pushed, since the start',
    value: () => pull.heardLate,
  });
  return registry;
}

/** Requests that were refused for their key; of this process since it started. */
export function wrongKeyCounter(registry: Registry): Counter {
  const help = 'Requests to the API without a key that fits';
  return new Counter({ name: 'kindword_wrong_keys_total', help, registers: [registry] });
}

type OfProcess = { name: string; help: string; value: () => number };

/** A number that this process knows by itself. */
function gaugeOf(registry: Registry, { name, help, value }: OfProcess): Gauge {
  return new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(value());
    },
  });
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
  gauges.unjournaled.set(counts.unjournaled);
  gauges.refusedForSender.set(counts.refusedForSender);
  gauges.forms.set(counts.forms);
  gauges.formsGivenUp.set(counts.formsGivenUp);
}
