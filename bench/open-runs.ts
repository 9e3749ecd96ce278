import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { thankAfter, together, type House } from './house.ts';

const RUNS = Number(process.env['BENCH_RUNS'] ?? 10_000);
const AT_ONCE = 16;
const MIB = 1024 * 1024;
const FOUR_DAYS_MS = 4 * 86_400_000;

/** What open promises cost: bytes a run in Temporal's store, memory of the worker and of the server; and what one referral costs in all. */
export async function benchOpenRuns(house: House): Promise<string[]> {
  const costs = await costOfOneReferral(house);
  await thankAfter(house, FOUR_DAYS_MS / 4);
  const before = measure(house);
  const clients = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      house.ask('POST', '/clients', { firstName: 'Robin', email: `open-${index}@example.org` }),
    ),
  );
  const posted = await together(RUNS, AT_ONCE, async (index) => {
    await house.ask('POST', '/referrals', {
      learnedFrom: 'referrer',
      via: 'form',
      referrer: { clientId: clients[index % 50]?.['id'] },
    });
  });
  const startedAt = performance.now();
  await allDrafted(house);
  const drafted = posted + (performance.now() - startedAt) / 1_000;
  const after = measure(house);
  return [
    ...costs,
    `${RUNS} open runs: posted in ${posted.toFixed(0)} s, all drafted and waiting after ${drafted.toFixed(0)} s`,
    `  Temporal's store ${((after.store - before.store) / RUNS / 1024).toFixed(1)} KiB a run`,
    `  memory: program (API and worker) ${(before.program / MIB).toFixed(0)} → ${(after.program / MIB).toFixed(0)} MiB, Temporal server ${(before.server / MIB).toFixed(0)} → ${(after.server / MIB).toFixed(0)} MiB`,
  ];
}

/** Events and billable Actions of a referral that thanks by itself with nobody looking. */
async function costOfOneReferral(house: House): Promise<string[]> {
  await thankAfter(house, 1_000);
  const client = await house.ask('POST', '/clients', { firstName: 'Robin', email: 'one@example.org' });
  const referral = await house.ask('POST', '/referrals', {
    learnedFrom: 'referrer',
    via: 'form',
    referrer: { clientId: client['id'] },
  });
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  const handle = house.client.workflow.getHandle(`referral/${referral['id']}`);
  await handle.result();
  const { events } = await handle.fetchHistory();
  const count = (type: string): number =>
    (events ?? []).filter((event) => Object.hasOwn(event, type) && event[type as keyof typeof event]).length;
  const actions = {
    'signal with start': 1,
    activities: count('activityTaskScheduledEventAttributes'),
    timers: count('timerStartedEventAttributes'),
    'further signals': Math.max(0, count('workflowExecutionSignaledEventAttributes') - 1),
    'search attributes': count('upsertWorkflowSearchAttributesEventAttributes'),
  };
  const total = Object.values(actions).reduce((sum, one) => sum + one, 0);
  return [
    `one referral, thanked by itself: ${events?.length ?? 0} events, ${total} Actions (${Object.entries(
      actions,
    )
      .map(([name, number]) => `${name} ${number}`)
      .join(', ')})`,
  ];
}

async function allDrafted(house: House): Promise<void> {
  for (;;) {
    const [row] = await house.kindword.database.orm.em
      .fork()
      .execute<{ left: number }[]>(
        "select count(*)::int as left from commitment where kept_at is null and due_at < now() + interval '1 hour'",
      );
    if ((row?.left ?? 0) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

function measure(house: House): { store: number; program: number; server: number } {
  const server = house.embedded.processes.find(({ name }) => name === 'temporal');
  return {
    store: folderBytes(join(house.dataDir, 'temporal')),
    program: process.memoryUsage().rss,
    server: server ? residentBytes(server.pid) : Number.NaN,
  };
}

function folderBytes(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

function residentBytes(pid: number): number {
  const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) * 1024;
}
