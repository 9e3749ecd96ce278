import { type EmbeddedOptions, startEmbedded } from '../../embedded/index.ts';
import { reasonOf } from '../../embedded/embedded-error.ts';
import { FAST } from './embedded.ts';

type Order = Pick<EmbeddedOptions, 'dataDir' | 'postgres' | 'temporal' | 'outbox'>;

/** A Kindword of its own process, to be killed: starts what its argument orders and says so in one line of JSON. */
async function main(order: Order): Promise<void> {
  const impatience = new AbortController();
  process.once('SIGINT', () => impatience.abort());
  try {
    const embedded = await startEmbedded({ ...order, say }, { ...FAST, signal: impatience.signal });
    process.on('SIGINT', () => void embedded.stop());
    process.on('SIGTERM', () => process.exit(0));
    process.stdout.write(`${JSON.stringify(embedded)}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ error: reasonOf(error) })}\n`);
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

await main(JSON.parse(process.argv[2] ?? ''));
