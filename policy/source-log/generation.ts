import type { Hop, SourceAnswer } from './source-kinds.ts';

/** A person's source and its chain of recommendations, nearest first. */
export type Origin = { kind: SourceAnswer; clientId?: string | null; hops?: readonly Hop[] | null };

/**
 * The nearest referring client: the source itself, or the first client among the hops; null where there is none or it
 * is unknown (§5.5).
 */
export function nearestClient(origin: Origin): string | null {
  const step = firstClient(origin);
  return step?.clientId ?? null;
}

/**
 * The generation (§5.5): 0 without a referring client, else one more than that client's; null where a step is unknown.
 * Whether a friend whom nobody named is a client here, nobody can tell.
 */
export function generationOf(origin: Origin, ofNearestClient: number | null): number | null {
  if (origin.kind === 'not_said' || origin.kind === 'friend') return null;
  const step = firstClient(origin);
  if (!step) return 0;
  return step.clientId && ofNearestClient !== null ? ofNearestClient + 1 : null;
}

/** Whether an origin would make a cycle; `chain`: the referrer, the referrer's referrer, and so on. */
export function wouldMakeCycle(clientId: string, chain: Iterable<string>): boolean {
  const asked = new Set<string>();
  for (const one of chain) {
    if (one === clientId) return true;
    if (asked.has(one)) return false;
    asked.add(one);
  }
  return false;
}

/** The referrer and their referrers, upwards. */
export function* chainFrom(
  senderId: string | null,
  senderOf: (clientId: string) => string | null,
): Generator<string> {
  for (let one = senderId; one !== null; one = senderOf(one)) yield one;
}

function firstClient({ kind, clientId, hops }: Origin): { clientId?: string | null | undefined } | undefined {
  const steps = [{ kind, ...(clientId ? { clientId } : {}) }, ...(hops ?? [])];
  return steps.find((step) => step.kind === 'client');
}
