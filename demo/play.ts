import { join } from 'node:path';
import { writePrivately } from '../embedded/private-file.ts';
import { playAsked } from './asked.ts';
import { playClosed } from './closed.ts';
import { Desk } from './desk.ts';
import { foundDemoPractice, type DemoPractice } from './found.ts';
import { playElsewhere } from './elsewhere.ts';
import { playFollowed } from './followed.ts';
import { playFull } from './full.ts';
import type { Program } from './program.ts';
import { setUp } from './set-up.ts';
import { playStory } from './story.ts';
import { summary } from './summary.ts';
import type { Teller } from './teller.ts';

/** Plays the whole story in a practice of its own, and says which. */
export async function play(
  dataDir: string,
  { running }: Pick<Program, 'running'>,
  teller: Teller,
): Promise<DemoPractice> {
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
  return founded;
}
