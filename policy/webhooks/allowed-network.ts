/**
 * Which networks webhooks of this installation may go to: none (a copy that must stay quiet), the public network over
 * https, also this machine's loopback, or also the private network around it.
 */
export const ALLOWED_NETWORKS = ['nowhere', 'public', 'loopback', 'private'] as const;
export type AllowedNetwork = (typeof ALLOWED_NETWORKS)[number];

/** `forbidden`: metadata services of clouds, and whatever does not address a single machine of a network. */
export type AddressKind = 'public' | 'loopback' | 'private' | 'forbidden';

/** Whether an address of this kind may be connected to; without TLS only where the public network is not crossed. */
export function mayConnect(kind: AddressKind, allowed: AllowedNetwork, encrypted: boolean): boolean {
  switch (kind) {
    case 'public':
      return encrypted;
    case 'loopback':
      return allowed === 'loopback' || allowed === 'private';
    case 'private':
      return allowed === 'private';
    case 'forbidden':
      return false;
  }
}
