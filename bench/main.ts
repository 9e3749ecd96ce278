import { pino } from 'pino';
import { logTemporalTo } from '../worker/temporal.ts';
import { openHouse, type House } from './house.ts';
import { benchBroadcast } from './broadcast.ts';
import { benchBurst } from './burst.ts';
import { benchNetwork } from './network.ts';
import { benchPages } from './pages.ts';
import { benchOpenRuns } from './open-runs.ts';
import { benchPostEnquiries, benchPostReferrals } from './post.ts';
import { benchThanked } from './thanked.ts';
import { benchGates } from './gates.ts';
import { benchKilled } from './killed.ts';
import { benchKnown } from './known.ts';
import { benchQuiet } from './quiet.ts';
import { benchReports } from './reports.ts';
import { benchStart } from './start.ts';
import { benchTrials } from './trials.ts';
import { benchYear } from './year.ts';

const BENCHES: Record<string, (house: House) => Promise<string[]>> = {
  post: benchPostReferrals,
  enquire: benchPostEnquiries,
  burst: benchBurst,
  thanked: benchThanked,
  open: benchOpenRuns,
  known: benchKnown,
  trials: benchTrials,
  reports: benchReports,
  network: benchNetwork,
  pages: benchPages,
};

/** Rules alone: nothing has to be started for them. */
const RULES: Record<string, () => string[]> = { gates: benchGates, year: benchYear, quiet: benchQuiet };

/** Start the program in a process of its own. */
const PROCESSES: Record<string, () => Promise<string[]>> = {
  start: benchStart,
  killed: benchKilled,
  broadcast: benchBroadcast,
};

const wanted = process.argv.slice(2);
logTemporalTo(pino({ level: 'silent' }));
for (const [name, run] of Object.entries(RULES)) {
  if (wanted.length === 0 || wanted.includes(name)) console.log(`${name}: ${run().join('\n')}\n`);
}
for (const [name, run] of Object.entries(PROCESSES)) {
  if (wanted.length === 0 || wanted.includes(name)) console.log(`${name}: ${(await run()).join('\n')}\n`);
}
for (const [name, run] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const house = await openHouse();
  try {
    console.log(`${name}: ${(await run(house)).join('\n')}\n`);
  } finally {
    await house.stop();
  }
}
process.exit(0);
