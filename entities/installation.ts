import { defineEntity, p } from '@mikro-orm/postgresql';
import { sealed } from './crypto/sealed.ts';

const InstallationSchema = defineEntity({
  name: 'Installation',
  tableName: 'installation',
  properties: {
    name: p.text().primary(),
    check: sealed('installation.check').nullable(),
    hash: p.text().nullable(),
  },
});

/** A sealed canary that only the right KINDWORD_SECRETS can read. */
export class Installation extends InstallationSchema.class {}
InstallationSchema.setClass(Installation);
