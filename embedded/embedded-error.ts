/** What went wrong with an embedded part, in words that say what to do next. */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError';
}

/** By shape, not by class: an error of the system may come from another realm. */
export function reasonOf(error: unknown): string {
  return textIn(error, 'message') ?? String(error);
}

export function codeOf(error: unknown): string {
  return textIn(error, 'code') ?? '';
}

function textIn(error: unknown, field: string): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' ? value : null;
}
