import type { Client } from '../entities/client.ts';
import { Refusal } from '../facts/refusal.ts';
import { type Asker, mayTick } from '../policy/journeys/practitioner-override.ts';
import type { Me } from './route.ts';

/** Who asks, about which client. */
export function askerOf({ roles, staffId }: Me, client: Client): Asker {
  return { roles, staffId, practitionerId: client.practitioner?.id ?? null };
}

/** The tick is the practitioner's own judgement (E10, E11): the desk cannot give it for them. */
export function refuseOthersTick(me: Me, client: Client, ticked: boolean | undefined): void {
  if (!ticked || mayTick(askerOf(me, client))) return;
  throw new Refusal(
    403,
    "Only the client's own practitioner or the owner may give the practitioner's tick; leave practitionerTick out.",
  );
}
