import type { z } from 'zod';
import { AuditEntry } from '../../entities/audit-entry.ts';
import { listPage } from '../page.ts';
import { ok, route } from '../route.ts';
import { AuditEntryView, AuditQuery } from '../schemas/audit.ts';
import { pageOf } from '../schemas/list.ts';

export const auditRoutes = [
  route({
    name: 'GET /audit',
    tag: 'Privacy',
    summary: 'Who did what to which record, and who read it',
    description:
      'Ids, times and names of fields: no name and no value of anybody. That this list was read is in it too, once an hour for each reader.',
    query: AuditQuery,
    answers: { 200: pageOf(AuditEntryView) },
    async handle({ tx, query }) {
      const { entity, id, actor, action, who, from, to } = query;
      const where = {
        ...(entity === undefined ? {} : { entity }),
        ...(id === undefined ? {} : { entityId: id }),
        ...(actor === undefined ? {} : { actor }),
        ...(action === undefined ? {} : { action }),
        ...(who === undefined ? {} : { staffId: who }),
        $and: [
          from === undefined ? {} : { at: { $gte: new Date(from) } },
          to === undefined ? {} : { at: { $lt: new Date(to) } },
        ],
      };
      const { found, nextCursor } = await listPage(tx.em, AuditEntry, where, query);
      return ok({ items: found.map(entryView), nextCursor });
    },
  }),
];

function entryView(entry: AuditEntry): z.output<typeof AuditEntryView> {
  const { id, at, actor, staffId, linkPurpose, linkSubjectId, action, entity, entityId, fields } = entry;
  return {
    id,
    at: at.toISOString(),
    actor,
    staffId: staffId ?? null,
    link: linkPurpose ? { purpose: linkPurpose, subjectId: linkSubjectId ?? null } : null,
    action,
    entity,
    entityId: entityId ?? null,
    fields,
  };
}
