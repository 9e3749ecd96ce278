import type { Hop, SourceAnswer } from './source-kinds.ts';

/** How somebody came: the source that they name, and through whom that source knew, nearest first. */
export type Origin = { kind: SourceAnswer; clientId?: string | null; hops?: readonly Hop[] | null };

/** The client nearest to whoever came: the source itself, or the first client among the hops; null where there is none, or it is not known who (§5.5). */
export function nearestClient(origin: Origin): string | null {
  const step = firstClient(origin);
  return step?.clientId ?? null;
}

/**
 * How many clients passed the word on before it reached this one (§5.5): 0 where no client did, else one more than the
 * nearest client's; null where a step is not known.
 */
export function generationOf(origin: Origin, ofNearestClient: number | null): number | null {
  if (origin.kind === 'not_said') return null;
  const step = firstClient(origin);
  if (!step) return 0;
  return step.clientId && ofNearestClient !== null ? ofNearestClient + 1 : null;
}

/**
 * Whether somebody would, through those who sent them, have sent themselves; `chain` is whoever sent them, whoever sent
 * that one, and so on.
 */
export function wouldMakeCycle(clientId: string, chain: Iterable<string>): boolean {
  const asked = new Set<string>();
  for (const one of chain) {
    if (one === clientId) return true;
    if (asked.has(one)) return false;
    asked.add(one);
  }
  return false;
}

/** From the one who sent somebody upwards; where it ends, no client is known to have sent that one. */
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
