import { ApiError } from '../http/api-error.ts';

type StreamType = 'Transactional' | 'Broadcasts' | 'Inbound';
export const UNSUBSCRIBES = ['None', 'Postmark', 'Custom'] as const;
type Unsubscribes = (typeof UNSUBSCRIBES)[number];
export type Stream = { id: string; name: string; type: StreamType; unsubscribes: Unsubscribes };

/**
 * The streams that a new Postmark server has. There the broadcast stream handles unsubscribing until support makes it
 * Custom; here it is Custom from the start, because the outbox writes into no mail.
 */
export const STREAMS: readonly Stream[] = [
  { id: 'outbound', name: 'Default Transactional Stream', type: 'Transactional', unsubscribes: 'None' },
  { id: 'broadcast', name: 'Default Broadcast Stream', type: 'Broadcasts', unsubscribes: 'Custom' },
  { id: 'inbound', name: 'Default Inbound Stream', type: 'Inbound', unsubscribes: 'None' },
];

/** Every server of an outbox is the same one. */
export const SERVER_ID = 1;

/** The stream that a query or a path names. */
export function requireStream(id: string): Stream {
  const stream = STREAMS.find((known) => known.id === id);
  if (!stream) throw new ApiError(1226, "The message stream for the provided 'ID' was not found.");
  return stream;
}

/** The stream that a mail is to be sent on. */
export function requireSendingStream(id: string): Stream {
  const stream = STREAMS.find((known) => known.id === id);
  if (!stream) throw new ApiError(1235, `The stream provided: '${id}' does not exist on this server.`);
  if (stream.type === 'Inbound') throw new ApiError(1236, 'Sending is not supported for this stream type.');
  return stream;
}
