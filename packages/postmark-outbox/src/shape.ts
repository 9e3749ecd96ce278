/** Reads an unknown value as a `T`; throws a `ShapeError` that names every field which is something else. */
export type Shape<T> = (value: unknown) => T;
export type Shaped<S> = S extends Shape<infer T> ? T : never;

type Fields = Record<string, Shape<unknown>>;
type Read<F extends Fields> = { [K in keyof F]: Shaped<F[K]> };
type Issue = { path: readonly string[]; expected: string };

export class ShapeError extends Error {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues.map(({ path, expected }) => `'${path.join('.') || 'body'}' must be ${expected}.`).join(' '));
    this.issues = issues;
  }
}

export const string: Shape<string> = (value) => {
  if (typeof value === 'string') return value;
  throw mismatch('a text');
};

export const number: Shape<number> = (value) => {
  if (typeof value === 'number') return value;
  throw mismatch('a number');
};

export const boolean: Shape<boolean> = (value) => {
  if (typeof value === 'boolean') return value;
  throw mismatch('true or false');
};

/** Anything; where the caller does not look inside. */
export const anything: Shape<unknown> = (value) => value;

export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return (value) => (value === null ? null : shape(value));
}

/** Absent, or the given shape. */
export function optional<T>(shape: Shape<T>): Shape<T | undefined> {
  return (value) => (value === undefined ? undefined : shape(value));
}

/** Absent and null are one. */
export function nullish<T>(shape: Shape<T>): Shape<T | null> {
  return (value) => (value === undefined || value === null ? null : shape(value));
}

export function oneOf<const T extends string>(names: readonly T[]): Shape<T> {
  return (value) => {
    const found = names.find((name) => name === value);
    if (found !== undefined) return found;
    throw mismatch(`one of ${names.join(', ')}`);
  };
}

export function list<T>(shape: Shape<T>): Shape<T[]> {
  return (value) => {
    if (!Array.isArray(value)) throw mismatch('a list');
    return value.map((item: unknown, index) => within(String(index), () => shape(item)));
  };
}

export function record<T>(shape: Shape<T>): Shape<Record<string, T>> {
  return (value) => {
    if (!isRecord(value)) throw mismatch('an object');
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, within(key, () => shape(item))]),
    );
  };
}

/** A text that holds JSON of the given shape. */
export function json<T>(shape: Shape<T>): Shape<T> {
  return (value) => shape(JSON.parse(string(value)));
}

/** An object with the given fields; others are left out. */
export function object<F extends Fields>(fields: F): Shape<Read<F>> {
  return (value) => {
    if (!isRecord(value)) throw mismatch('an object');
    const issues: Issue[] = [];
    const result: Record<string, unknown> = {};
    for (const [key, shape] of Object.entries(fields)) {
      try {
        result[key] = within(key, () => shape(value[key]));
      } catch (error) {
        if (!(error instanceof ShapeError)) throw error;
        issues.push(...error.issues);
      }
    }
    if (isComplete(result, fields)) return result;
    throw new ShapeError(issues);
  };
}

/** Reads a value, with an error of the caller's in place of a `ShapeError`. */
export function readOr<T>(shape: Shape<T>, value: unknown, refusal: Error): T {
  try {
    return shape(value);
  } catch (error) {
    throw error instanceof ShapeError ? refusal : error;
  }
}

function within<T>(key: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new ShapeError(error.issues.map(({ path, expected }) => ({ path: [key, ...path], expected })));
  }
}

/** Each field was put there by its own shape. */
function isComplete<F extends Fields>(read: Record<string, unknown>, fields: F): read is Read<F> {
  return Object.keys(fields).every((key) => key in read);
}

function mismatch(expected: string): ShapeError {
  return new ShapeError([{ path: [], expected }]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
