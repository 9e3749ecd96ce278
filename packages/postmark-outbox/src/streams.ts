type StreamType = 'Transactional' | 'Broadcasts' | 'Inbound';
export type Stream = { id: string; name: string; type: StreamType; unsubscribes: 'None' | 'Postmark' };

/** The streams a new Postmark server has. */
export const STREAMS: readonly Stream[] = [
  { id: 'outbound', name: 'Default Transactional Stream', type: 'Transactional', unsubscribes: 'None' },
  { id: 'broadcast', name: 'Default Broadcast Stream', type: 'Broadcasts', unsubscribes: 'Postmark' },
  { id: 'inbound', name: 'Default Inbound Stream', type: 'Inbound', unsubscribes: 'None' },
];

/** Every server of this outbox is the same one. */
export const SERVER_ID = 1;

export function findStream(id: string): Stream | undefined {
  return STREAMS.find((stream) => stream.id === id);
}
