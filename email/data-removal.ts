import { AccountClient, Errors } from 'postmark';
import { within } from './within.ts';

/** The account at the mail provider: its token differs from the server's, and not every installation has one. */
export type ProviderAccount = { https: boolean; host: string; accountToken: string };

/** `asked`: the mail provider removes it, and numbers the request; `refused`: it does not, so that a person has to. */
export type RemovalOutcome = { kind: 'asked'; request: number } | { kind: 'refused' };

const CALL_TIMEOUT_S = 20;
const REMOVED_WITHIN_MS = 20_500;
const TOO_MANY = 429;

/**
 * Asks the mail provider to delete all it holds of one recipient. Idempotent; throws where the provider is unavailable,
 * so that the activity is retried.
 */
export async function askForRemoval(
  { https, host, accountToken }: ProviderAccount,
  { address, askedBy }: { address: string; askedBy: string },
): Promise<RemovalOutcome> {
  const client = new AccountClient(accountToken, {
    useHttps: https,
    requestHost: host,
    timeout: CALL_TIMEOUT_S,
  });
  try {
    const { ID } = await within(
      REMOVED_WITHIN_MS,
      client.requestDataRemoval({
        RequestedBy: askedBy,
        RequestedFor: address,
        NotifyWhenCompleted: false,
      }),
    );
    return { kind: 'asked', request: ID };
  } catch (error) {
    if (isRefusal(error)) return { kind: 'refused' };
    throw new Error('The carrier could not be asked to remove its copy.', { cause: error });
  }
}

/** Wrong token, not enabled for this account, an address it does not take: asking again would change nothing. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Errors.PostmarkError)) return false;
  return error.statusCode >= 400 && error.statusCode < 500 && error.statusCode !== TOO_MANY;
}
