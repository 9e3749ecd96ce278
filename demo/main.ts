import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../server/config.ts';
import { writePrivately } from '../embedded/private-file.ts';
import { playAsked } from './asked.ts';
import { playClosed } from './closed.ts';
import { Desk } from './desk.ts';
import { foundDemoPractice } from './found.ts';
import { playElsewhere } from './elsewhere.ts';
import { playFollowed } from './followed.ts';
import { playFull } from './full.ts';
import { findOrStart, type Program } from './program.ts';
import { setUp } from './set-up.ts';
import { playStory } from './story.ts';
import { summary } from './summary.ts';
import { Teller } from './teller.ts';

const HELP = `npm run demo            plays the story, then keeps running until Ctrl-C, so that its links work
npm run demo -- --once  plays the story and ends, as it does by itself where nobody watches a terminal`;

const { values } = parseArgs({
  options: { once: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
});

class Interrupted extends Error {}

try {
  if (values.help) console.log(HELP);
  else await main();
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error && !(error instanceof TypeError) ? error.message : error);
  process.exit(error instanceof Interrupted ? 130 : 1);
}

async function main(): Promise<void> {
  const config = readConfig({ ...process.env, KINDWORD_ROLE: 'all' });
  if (config.mail)
    throw new ConfigError(
      'The demo writes to nobody: unset POSTMARK_SERVER_TOKEN and POSTMARK_API_URL, so that its mails stay in the outbox.',
    );
  const teller = new Teller();
  const program = await findOrStart(config.dataDir, teller);
  try {
    await Promise.race([play(config.dataDir, program, teller), program.asked.then(interrupt)]);
    await stayOpen(program, teller);
  } finally {
    await program.stop();
  }
}

async function play(dataDir: string, { running }: Program, teller: Teller): Promise<void> {
  const founded = await foundDemoPractice();
  const keyFile = join(dataDir, 'demo.key');
  writePrivately(keyFile, `${founded.apiKey}\n`);
  const cast = await setUp(new Desk(running.api, founded.apiKey), founded.staffId, running.outbox, teller);
  await playAsked(cast, teller);
  await playFollowed(cast, teller);
  await playElsewhere(cast, teller);
  await playStory(cast, teller);
  await playFull(cast, teller);
  await playClosed(cast, teller);
  await summary(cast, { ...running, keyFile }, teller);
  teller.assertAllRight();
}

function interrupt(): never {
  throw new Interrupted('Stopped in the middle of the story.');
}

/** A person at a terminal wants to press the links; a script wants its prompt back. */
async function stayOpen(program: Program, teller: Teller): Promise<void> {
  if (!program.isOurs)
    return teller.note('Kindword was running before and goes on running, so the links stay open.');
  if (values.once || !process.stdout.isTTY)
    return teller.note('The links open while Kindword runs: npm start. What happened here is kept.');
  teller.note('It keeps running, so that the links work. Ctrl-C ends it; what happened here is kept.');
  await program.asked;
}
