import type { NoHello } from '../policy/relationships/check-in-mail.ts';

/** `code`: what a program may act on; named where a person alone can decide. */
export type WrongField = { path: string; message: string; code?: 'erased' };

/** The edge turns a refusal into problem details; its text is for the person who asked. */
export class Refusal extends Error {
  readonly status: 403 | 404 | 409 | 422;
  readonly errors: readonly WrongField[];
  /** What a program may act on. */
  readonly code: NoHello | null;

  constructor(
    status: 403 | 404 | 409 | 422,
    detail: string,
    { errors = [], code = null }: { errors?: readonly WrongField[]; code?: NoHello | null } = {},
  ) {
    super(detail);
    this.status = status;
    this.errors = errors;
    this.code = code;
  }
}

/** Nothing of this practice has that id; whether another practice has one is not said. */
export function notFound(what: string): Refusal {
  return new Refusal(404, `There is no ${what} with this id.`);
}

/** Contradicts what is known, and says what. */
export function conflict(detail: string): Refusal {
  return new Refusal(409, detail);
}

/** The same, with a code that a program may act on. */
export function conflictBecause(code: NoHello, detail: string): Refusal {
  return new Refusal(409, detail, { code });
}

/** Fields that are wrong, all of them at once. */
export function wrongFields(errors: readonly WrongField[], detail?: string): Refusal {
  return new Refusal(422, detail ?? errors.map(({ path, message }) => `${path}: ${message}`).join('; '), {
    errors,
  });
}
