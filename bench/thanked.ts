import { fileURLToPath } from 'node:url';
import { WorkflowNotFoundError } from '@temporalio/client';
import { bundleWorkflowCode, NativeConnection, Worker } from '@temporalio/worker';
import { openOrm } from '../entities/orm.ts';
import { cpuOf, perOne } from './cpu.ts';
import { floorActivities } from './floor-activities.ts';
import { percentile, thankAfter, together, type House } from './house.ts';
import { floor, floorSignal } from './workflows.ts';

const AT_ONCE = 50;
const COUNT = Number(process.env['BENCH_COUNT'] ?? 300);
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
const WAIT_MS = 1_000;

/** Referral received → thanked, through the API, against bare workflows of the same shape, in turn. */
export async function benchThanked(house: House): Promise<string[]> {
  await thankAfter(house, WAIT_MS);
  const floorParts = await startFloor(house);
  const rates = { ours: [] as number[], floor: [] as number[] };
  await oursPerSecond(house, 60);
  await floorPerSecond(house, 60);
  const cpu: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = cpuOf(house);
    rates.floor.push(await floorPerSecond(house, COUNT));
    const middle = cpuOf(house);
    rates.ours.push(await oursPerSecond(house, COUNT));
    cpu.push(
      `  processor ms each: floor ${perOne(start, middle, COUNT)}; ours ${perOne(middle, cpuOf(house), COUNT)}`,
    );
  }
  await floorParts.stop();
  const ratios = rates.ours.map((rate, index) => rate / (rates.floor[index] ?? Number.NaN));
  return [
    `received → thanked at concurrency ${AT_ONCE}, ${COUNT} a round, ${ROUNDS} rounds in turn`,
    `  ours  ${rates.ours.map((rate) => rate.toFixed(1)).join(' ')} /s`,
    `  floor ${rates.floor.map((rate) => rate.toFixed(1)).join(' ')} /s`,
    ...cpu,
    `  ratio ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}, median ${percentile(ratios, 0.5).toFixed(2)} (at least 0.70 wanted)`,
  ];
}

async function oursPerSecond(house: House, count: number): Promise<number> {
  const run = crypto.randomUUID().slice(0, 8);
  const clients = await Promise.all(
    Array.from({ length: AT_ONCE }, (_, index) =>
      house.ask('POST', '/clients', { firstName: 'Robin', email: `bench-${run}-${index}@example.org` }),
    ),
  );
  const took = await together(count, AT_ONCE, async (index) => {
    const { id } = await house.ask('POST', '/referrals', {
      learnedFrom: 'referrer',
      via: 'form',
      referrer: { clientId: clients[index % AT_ONCE]?.['id'] },
    });
    await finished(house, `referral/${id}`);
  });
  return count / took;
}

async function floorPerSecond(house: House, count: number): Promise<number> {
  const run = crypto.randomUUID();
  const took = await together(count, AT_ONCE, async (index) => {
    const handle = await house.client.workflow.signalWithStart(floor, {
      workflowId: `floor/${run}/${index}`,
      taskQueue: 'floor',
      args: [WAIT_MS],
      signal: floorSignal,
    });
    await handle.result();
  });
  return count / took;
}

/** The run starts a moment after the answer: the signal follows the commit. */
async function finished(house: House, workflowId: string): Promise<void> {
  for (;;) {
    try {
      await house.client.workflow.getHandle(workflowId).result();
      return;
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

async function startFloor(house: House) {
  const orm = await openOrm(house.databaseUrl);
  const connection = await NativeConnection.connect({ address: house.temporal });
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('./workflows.ts', import.meta.url)),
    logger: quiet,
  });
  const worker = await Worker.create({
    connection,
    taskQueue: 'floor',
    workflowBundle,
    activities: floorActivities(orm, house.outbox),
    maxCachedWorkflows: 500,
  });
  const running = worker.run();
  return {
    async stop() {
      worker.shutdown();
      await running;
      await connection.close();
      await orm.close(true);
    },
  };
}

const silent = (): void => undefined;
const quiet = { log: silent, trace: silent, debug: silent, info: silent, warn: silent, error: silent };
