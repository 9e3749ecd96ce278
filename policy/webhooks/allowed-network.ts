/**
 * Whom this installation tells of what happened: nobody (a copy that must stay quiet), the public network by https,
 * also this machine, or also the private network around it.
 */
export const REACHES = ['nowhere', 'public', 'loopback', 'private'] as const;
export type Reach = (typeof REACHES)[number];

/** What kind of place an address is; `forbidden`: where a cloud keeps its secrets, and whatever is no single machine. */
export type PlaceKind = 'public' | 'loopback' | 'private' | 'forbidden';

/** Whether a receiver at such a place may be written to; without TLS only where the public network is not crossed. */
export function mayWriteTo(place: PlaceKind, reach: Reach, encrypted: boolean): boolean {
  switch (place) {
    case 'public':
      return encrypted;
    case 'loopback':
      return reach === 'loopback' || reach === 'private';
    case 'private':
      return reach === 'private';
    case 'forbidden':
      return false;
  }
}
