type Truthy<T> = Exclude<T, false | null | undefined | 0 | ''>;

const POLL_MS = 20;
const PATIENCE_MS = 45_000;

/** Asks again until the answer is there, or says what was missing. */
export async function until<T>(ask: () => T | Promise<T>, patienceMs = PATIENCE_MS): Promise<Truthy<T>> {
  for (const patienceEnds = Date.now() + patienceMs; Date.now() < patienceEnds;) {
    const answer = await ask();
    if (isThere(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`Still not so after ${patienceMs} ms: ${ask.toString()}`);
}

function isThere<T>(answer: T): answer is Truthy<T> {
  return Boolean(answer);
}
