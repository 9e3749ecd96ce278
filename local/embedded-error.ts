/** What went wrong with an embedded part, in words that say what to do next. */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError';
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
