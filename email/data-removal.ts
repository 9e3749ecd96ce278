import { AccountClient, Errors } from 'postmark';

/** The account at the carrier: its token is another than the server's, and only some accounts have one here. */
export type CarrierAccount = { https: boolean; host: string; accountToken: string };

/** `asked`: the carrier removes it, and numbers the request; `refused`: it does not do that for us, so that a person must. */
export type RemovalOutcome = { kind: 'asked'; request: number } | { kind: 'refused' };

const CALL_TIMEOUT_S = 20;
const TOO_MANY = 429;

/**
 * Asks the carrier to remove all it keeps of one recipient; asked twice it does no harm. A carrier that is away, or too
 * busy, throws, and is asked again later.
 */
export async function askForRemoval(
  { https, host, accountToken }: CarrierAccount,
  { address, askedBy }: { address: string; askedBy: string },
): Promise<RemovalOutcome> {
  const client = new AccountClient(accountToken, {
    useHttps: https,
    requestHost: host,
    timeout: CALL_TIMEOUT_S,
  });
  try {
    const { ID } = await client.requestDataRemoval({
      RequestedBy: askedBy,
      RequestedFor: address,
      NotifyWhenCompleted: false,
    });
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
