import type { Answer } from '../http/answer.ts';
import { ApiError } from '../http/api-error.ts';
import type { HttpRequest } from '../http/router.ts';

export const TOKEN_PREFIX = 'outbox-';
const TEST_TOKEN = 'POSTMARK_API_TEST';

type Guard = (request: HttpRequest) => Answer | null;

/** Lets in the outbox's own token and every other with its prefix (all share one store), and the test token to sending. */
export function requireServerToken(token: string): Guard {
  return (request) => {
    if (isTest(request) || isValid(tokenIn(request, 'x-postmark-server-token'), token)) return null;
    throw new ApiError(10, 'Request does not contain a valid Server token.', 401);
  };
}

/** The same for what concerns a whole account: here one token opens both. */
export function requireAccountToken(token: string): Guard {
  return (request) => {
    if (isValid(tokenIn(request, 'x-postmark-account-token'), token)) return null;
    throw new ApiError(10, 'Request does not contain a valid Account token.', 401);
  };
}

/** Whether a mail is only to be checked, and not kept. */
export function isTest(request: HttpRequest): boolean {
  const isSending = request.method === 'POST' && request.path.startsWith('/email');
  return isSending && tokenIn(request, 'x-postmark-server-token') === TEST_TOKEN;
}

function tokenIn({ headers }: HttpRequest, header: string): string {
  const given = headers[header];
  return typeof given === 'string' ? given.trim() : '';
}

function isValid(given: string, token: string): boolean {
  return given === token || given.startsWith(TOKEN_PREFIX);
}
