import type { ServerClient } from 'postmark';
import type { Stream } from '../policy/outbound-mail/delivery.ts';
import { isNoStream } from './server-faults.ts';

const STREAMS: readonly Stream[] = ['outbound', 'broadcast'];

/**
 * Asks the mail provider to take an address again that it has on its list of bounces; on a server of the practice's own
 * also one that somebody there put on it. What a recipient said stays, there as here. Answers whether it takes the
 * address now; throws when it cannot be asked.
 */
export async function reactivateAddress(
  client: ServerClient,
  address: string,
  isOwnServer: boolean,
): Promise<boolean> {
  const taken: boolean[] = [];
  for (const stream of STREAMS) taken.push(await reactivateOn(stream, client, address, isOwnServer));
  return taken.every(Boolean);
}

async function reactivateOn(
  stream: Stream,
  client: ServerClient,
  address: string,
  isOwnServer: boolean,
): Promise<boolean> {
  const listed = await listedOn(stream, client, address);
  const [theirs] = listed.filter(({ EmailAddress }) => EmailAddress.toLowerCase() === address.toLowerCase());
  if (!theirs) return true;
  if (!isOwnServer && theirs.SuppressionReason !== 'HardBounce') return false;
  const { Suppressions } = await client.deleteSuppressions(stream, {
    Suppressions: [{ EmailAddress: address }],
  });
  return Suppressions.every(({ Status }) => Status === 'Deleted');
}

async function listedOn(stream: Stream, client: ServerClient, address: string) {
  try {
    return (await client.getSuppressions(stream, { emailAddress: address })).Suppressions;
  } catch (error) {
    // harmless: a server without the stream of what goes to many has no list of it
    if (stream === 'broadcast' && isNoStream(error)) return [];
    throw error;
  }
}
