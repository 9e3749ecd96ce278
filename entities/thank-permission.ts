import { defineEntity, p } from '@mikro-orm/postgresql';
import { Referral } from './referral.ts';
import { journaled } from './journaled.ts';
import { idIn, inPractice, inSamePractice, moment, practiceScope } from './scope.ts';

const ThankPermissionSchema = defineEntity({
  name: 'ThankPermission',
  tableName: 'thank_permission',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  triggers: [
    journaled({ events: ['insert'], fixed: { wording_version: 'journal' }, when: 'not new.may_thank' }),
  ],
  indexes: [{ properties: ['practiceId', 'referral'] }],
  properties: {
    ...inPractice,
    referralId: idIn('referral_id'),
    referral: () => inSamePractice(Referral, 'referral_id'),
    mayThank: p.boolean(),
    mayName: p.boolean(),
    wordingVersion: p.text().nullable(),
    spoken: p.boolean(),
    at: moment(),
    by: p.uuid().nullable(),
  },
});

/** An enquirer's answer about thanking the referrer (D4, §3.3); append-only, the latest counts. */
export class ThankPermission extends ThankPermissionSchema.class {}
ThankPermissionSchema.setClass(ThankPermission);
