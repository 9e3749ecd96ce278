import type { ClientHold } from '../../entities/client-hold.ts';
import type { Client } from '../../entities/client.ts';

/** A complaint counts for six months after it was closed (E6): on the day it is lifted, or on its last day if that has passed. */
export function closeComplaint(client: Client, { code, until }: ClientHold, today: string): void {
  if (code !== 'complaint') return;
  const closedOn = until && until < today ? until : today;
  if (closedOn > (client.complaintClosedOn ?? '')) client.complaintClosedOn = closedOn;
}
