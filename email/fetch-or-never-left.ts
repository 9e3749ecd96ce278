const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Postmark's client keeps an error's text and drops its cause, so the text says that the request never reached the carrier. */
export const NEVER_LEFT_TEXT = 'The request never left.';

/** `fetch`, which says in an error's text that the request certainly never left. */
export const fetchOrNeverLeft: typeof fetch = async (input, init) => {
  try {
    return await fetch(input, init);
  } catch (error) {
    const code =
      error instanceof Error && error.cause instanceof Error && 'code' in error.cause
        ? String(error.cause.code)
        : '';
    throw NEVER_LEFT.has(code) ? new Error(NEVER_LEFT_TEXT, { cause: error }) : error;
  }
};
