import { defineEntity, p } from '@mikro-orm/postgresql';
import type { PracticePolicy } from '../policy/practice/practice-policy.ts';
import { inPractice, moment, practiceScope } from './scope.ts';

const PolicyVersionSchema = defineEntity({
  name: 'PolicyVersion',
  tableName: 'policy_version',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  uniques: [{ properties: ['practiceId', 'version'] }],
  properties: {
    ...inPractice,
    version: p.integer(),
    policy: p.json().$type<PracticePolicy>(),
    by: p.uuid().nullable(),
    at: moment(),
  },
});

/** Every policy version of a practice; the one in force is on the practice itself. */
export class PolicyVersion extends PolicyVersionSchema.class {}
PolicyVersionSchema.setClass(PolicyVersion);
