/** What may be logged of an error: its class, its codes and where it was thrown. */
export type ErrorKind = { kind: string; code?: string; constraint?: string; stack: string[] };

const FRAMES = 8;

/** Leaves the message out: PostgreSQL prints the failing row into it, and other messages may hold a value too (§3.6.9). */
export function describeError(error: unknown): ErrorKind {
  if (!(error instanceof Error)) return { kind: typeof error, stack: [] };
  const code = codeOf(error);
  const constraint = fieldOf(error, 'constraint');
  return {
    kind: error.constructor.name,
    ...(code === null ? {} : { code }),
    ...(constraint === null ? {} : { constraint }),
    stack: framesOf(error),
  };
}

/** The code of the error, or of the error that it wraps. */
export function codeOf(error: Error): string | null {
  return fieldOf(error, 'code') ?? (error.cause instanceof Error ? codeOf(error.cause) : null);
}

function fieldOf(error: Error, name: 'code' | 'constraint'): string | null {
  const { [name]: value }: Error & { code?: unknown; constraint?: unknown } = error;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** File names and lines, without the message that stands above them. */
function framesOf({ stack = '' }: Error): string[] {
  return stack
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, FRAMES);
}
