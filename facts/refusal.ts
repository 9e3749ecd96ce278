export type WrongField = { path: string; message: string };

/** The edge turns a refusal into problem details; its text is for the person who asked. */
export class Refusal extends Error {
  readonly status: 403 | 404 | 409 | 422;
  readonly errors: readonly WrongField[];

  constructor(status: 403 | 404 | 409 | 422, detail: string, errors: readonly WrongField[] = []) {
    super(detail);
    this.status = status;
    this.errors = errors;
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

/** Fields that are wrong, all of them at once. */
export function wrongFields(errors: readonly WrongField[], detail?: string): Refusal {
  return new Refusal(
    422,
    detail ?? errors.map(({ path, message }) => `${path}: ${message}`).join('; '),
    errors,
  );
}
