import { parseArgs } from 'node:util';
import { missingLines } from '../facts/journal.ts';
import { JournalError, JournalFolder } from '../worker/journal/journal-folder.ts';
import { replayJournal } from '../worker/journal/replay.ts';
import { ConfigError, isExpected, readConfig } from './config.ts';
import { withDatabase } from './with-database.ts';

const HELP = `npm run -s journal -- status     how many entries of the journal (KINDWORD_JOURNAL) this database lacks
npm run -s journal -- replay     applies them; every process does so when it starts. A second time does nothing`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', default: false } },
});

try {
  if (values.help || positionals.length === 0) console.log(HELP);
  else await run(positionals[0] ?? '');
  process.exit(0);
} catch (error) {
  console.error(error instanceof JournalError || isExpected(error) ? error.message : error);
  process.exit(1);
}

async function run(command: string): Promise<void> {
  if (command !== 'status' && command !== 'replay')
    throw new ConfigError(`There is no command "${command}".\n${HELP}`);
  const config = readConfig({ ...process.env, KINDWORD_ROLE: 'all' });
  const folder = new JournalFolder(config.journal);
  await withDatabase(config, async (database) => {
    if (command === 'status') {
      const lines = await folder.read();
      const missing = await missingLines(database, lines);
      console.log(
        `${config.journal}: ${lines.length} entries, ${missing.length} of them not in this database`,
      );
      return;
    }
    const { lines, applied, elsewhere } = await replayJournal(database, folder, { warn: () => undefined });
    const kinds = Object.entries(applied).map(([kind, count]) => `${kind} ${count}`);
    console.log(`${config.journal}: ${lines} entries; applied: ${kinds.join(', ') || 'none'}`);
    if (elsewhere > 0) console.log(`${elsewhere} are of practices that are not in this database`);
  });
}
