import { defineEntity, p } from '@mikro-orm/postgresql';
import { GATE_CODES } from '../policy/journeys/gate-codes.ts';
import { Client } from './client.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';

const GateOverrideSchema = defineEntity({
  name: 'GateOverride',
  tableName: 'gate_override',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [{ properties: ['practiceId', 'client'] }],
  properties: {
    ...inPractice,
    clientId: idIn('client_id'),
    client: () => inSamePractice(Client, 'client_id'),
    code: p.enum(GATE_CODES).columnType('text'),
    /** The last day on which it holds. */
    until: p.date(),
    setBy: p.uuid(),
    createdAt: moment(),
  },
});

/**
 * A permitted staff member's decision that one gate does not apply to one client for a while; never for a HARD gate.
 */
export class GateOverride extends GateOverrideSchema.class {}
GateOverrideSchema.setClass(GateOverride);
