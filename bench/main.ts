import { openHouse, type House } from './house.ts';
import { benchOpenRuns } from './open-runs.ts';
import { benchPostReferrals } from './post-referrals.ts';
import { benchThanked } from './thanked.ts';

const BENCHES: Record<string, (house: House) => Promise<string[]>> = {
  post: benchPostReferrals,
  thanked: benchThanked,
  open: benchOpenRuns,
};

const wanted = process.argv.slice(2);
const house = await openHouse();
try {
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(`${name}: ${(await bench(house)).join('\n')}\n`);
  }
} finally {
  await house.stop();
}
process.exit(0);
