import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../server/config.ts';
import { play } from './play.ts';
import { findOrStart, type Program } from './program.ts';
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
