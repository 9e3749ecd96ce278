import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 250;

/** Asks until there is an answer; a demo that waits in vain says for what. */
export async function waitFor<T>(what: string, ask: () => Promise<T | null>, patienceMs: number): Promise<T> {
  for (const deadline = Date.now() + patienceMs; ; await pause(LOOK_EVERY_MS)) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > deadline)
      throw new Error(`The demo waited ${patienceMs / 1_000} seconds until ${what}, in vain.`);
  }
}
