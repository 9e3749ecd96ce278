import { defineEntity, p } from '@mikro-orm/postgresql';
import { inPractice, moment, practiceScope } from './scope.ts';

const TemplateVersionSchema = defineEntity({
  name: 'TemplateVersion',
  tableName: 'template_version',
  primaryKeys: ['practiceId', 'id'],
  filters: practiceScope,
  uniques: [{ properties: ['practiceId', 'template', 'version'] }],
  properties: {
    ...inPractice,
    template: p.text(),
    version: p.integer(),
    source: p.text(),
    createdBy: p.uuid().nullable(),
    createdAt: moment(),
  },
});

/** A practice's own words for a message; the latest version is in force, and none is ever changed. */
export class TemplateVersion extends TemplateVersionSchema.class {}
TemplateVersionSchema.setClass(TemplateVersion);
