import type { Client } from '../../entities/client.ts';
import type { GateCode } from '../../policy/journeys/gate-codes.ts';
import type { Me } from '../route.ts';

/** Why a client is held back is for the owner and that client's own practitioner; everybody else reads `not_now` (§2.3). */
export function visibleCode(
  me: Pick<Me, 'roles' | 'staffId'>,
  client: Pick<Client, 'practitioner'>,
  code: GateCode,
): GateCode | 'not_now' {
  const isTheirs = client.practitioner?.id === me.staffId;
  return isTheirs || me.roles.includes('owner') ? code : 'not_now';
}
