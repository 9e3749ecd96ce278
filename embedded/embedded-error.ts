/** An error of an embedded service whose message says what to do next. */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError';
}

/** Duck-typed: under Jest, system errors come from another realm, where `instanceof` fails. */
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
