/** A call that Postmark would refuse, with its HTTP status, its error code and its words. */
export class ApiError extends Error {
  readonly code: number;
  readonly status: number;

  constructor(code: number, message: string, status = 422) {
    super(message);
    this.code = code;
    this.status = status;
  }
}
