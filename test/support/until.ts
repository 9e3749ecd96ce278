type Truthy<T> = Exclude<T, false | null | undefined | 0 | ''>;

const PATIENCE_MS = 45_000;
/** Asking takes time from what is waited for, so that what takes longer is asked for less often. */
const POLL_MS = { first: 20, most: 100 };

/** Asks again until the answer is there, or says what was missing. */
export async function until<T>(ask: () => T | Promise<T>, patienceMs = PATIENCE_MS): Promise<Truthy<T>> {
  const begun = Date.now();
  for (let waited = 0; waited < patienceMs; waited = Date.now() - begun) {
    const answer = await ask();
    if (isThere(answer)) return answer;
    const pauseMs = Math.min(POLL_MS.most, Math.max(POLL_MS.first, waited / 10));
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new Error(`Still not so after ${patienceMs} ms: ${ask.toString()}`);
}

function isThere<T>(answer: T): answer is Truthy<T> {
  return Boolean(answer);
}
