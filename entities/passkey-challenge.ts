import { defineEntity, p } from '@mikro-orm/postgresql';
import { moment } from './scope.ts';

const PasskeyChallengeSchema = defineEntity({
  name: 'PasskeyChallenge',
  tableName: 'passkey_challenge',
  indexes: [{ properties: ['expiresAt'] }],
  properties: {
    hash: p.text().primary(),
    /** The session that asked; null: somebody who is about to sign in. */
    sessionId: p.uuid().nullable(),
    expiresAt: moment(),
  },
});

/** What a passkey has to sign, stored as a hash and deleted by the first answer, so that none counts twice. */
export class PasskeyChallenge extends PasskeyChallengeSchema.class {}
PasskeyChallengeSchema.setClass(PasskeyChallenge);
