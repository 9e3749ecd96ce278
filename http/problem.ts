import { STATUS_CODES } from 'node:http';
import type { Response } from 'express';
import { z } from 'zod';
import { NO_HELLO, type NoHello } from '../policy/relationships/check-in-mail.ts';
import type { WrongField } from '../facts/refusal.ts';

/** Problem details (RFC 9457) as an error; `detail` is shown to the caller. */
export class Problem extends Error {
  readonly status: number;
  readonly errors: readonly WrongField[];
  readonly headers: Readonly<Record<string, string>>;
  readonly code: NoHello | null;

  constructor(
    status: number,
    detail: string,
    more: {
      errors?: readonly WrongField[];
      headers?: Readonly<Record<string, string>>;
      code?: NoHello | null;
    } = {},
  ) {
    super(detail);
    this.status = status;
    this.errors = more.errors ?? [];
    this.headers = more.headers ?? {};
    this.code = more.code ?? null;
  }
}

/** Whoever asks with a browser has to confirm first who they are; ten minutes long that is enough. */
export class StepUpNeeded extends Problem {
  constructor() {
    super(403, 'Confirm first who you are, at /me/confirm.');
  }
}

export const ProblemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z
      .enum(NO_HELLO)
      .optional()
      .meta({ description: 'Why no e-mail goes to a colleague now, where that is what was asked for.' }),
    errors: z
      .array(
        z.object({
          path: z.string(),
          message: z.string(),
          line: z.int().optional().meta({ description: 'Of a template, from 1.' }),
          column: z.int().optional(),
          code: z.enum(['erased']).optional(),
        }),
      )
      .optional(),
  })
  .meta({
    id: 'Problem',
    description: 'RFC 9457 problem details; every wrong field is listed.',
    example: {
      type: 'about:blank',
      title: 'Unprocessable Entity',
      status: 422,
      detail: 'email: must be an e-mail address',
      errors: [{ path: 'email', message: 'must be an e-mail address' }],
    },
  });

/** Writes problem details; `errors` only where fields are wrong. */
export function sendProblem(res: Response, problem: Problem): void {
  res
    .status(problem.status)
    .set(problem.headers)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: STATUS_CODES[problem.status] ?? 'Error',
        status: problem.status,
        detail: problem.message,
        ...(problem.code ? { code: problem.code } : {}),
        ...(problem.errors.length > 0 ? { errors: problem.errors } : {}),
      }),
    );
}
