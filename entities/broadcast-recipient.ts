import { defineEntity, p } from '@mikro-orm/postgresql';
import { Broadcast } from './broadcast.ts';
import { Client } from './client.ts';
import { Professional } from './professional.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';

const BroadcastRecipientSchema = defineEntity({
  name: 'BroadcastRecipient',
  tableName: 'broadcast_recipient',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  indexes: [
    { properties: ['practiceId', 'client'], where: { clientId: { $ne: null } } },
    { properties: ['practiceId', 'professional'], where: { professionalId: { $ne: null } } },
  ],
  uniques: [{ properties: ['practiceId', 'broadcast', 'position'] }],
  properties: {
    /** The same as its e-mail's: one recipient, one e-mail. */
    ...inPractice,
    broadcastId: idIn('broadcast_id'),
    broadcast: () => inSamePractice(Broadcast, 'broadcast_id'),
    /** From 1. */
    position: p.integer(),
    professionalId: idIn('professional_id').nullable(),
    professional: () => inSamePractice(Professional, 'professional_id').nullable(),
    clientId: idIn('client_id').nullable(),
    client: () => inSamePractice(Client, 'client_id').nullable(),
    createdAt: moment(),
    updatedAt: moment(),
  },
});

/** Somebody on the list of a broadcast, which is frozen when it begins: ids only, the name is read where it is kept. */
export class BroadcastRecipient extends BroadcastRecipientSchema.class {}
BroadcastRecipientSchema.setClass(BroadcastRecipient);
