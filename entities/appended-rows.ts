import {
  ReferenceKind,
  type EntityClass,
  type EntityManager,
  type EntityMetadata,
  type EntityProperty,
  type EventSubscriber,
  type FlushEventArgs,
  type Platform,
  type RequiredEntityData,
} from '@mikro-orm/postgresql';

type Table = { meta: EntityMetadata; rows: Map<string, unknown>[] };
type Written = { em: EntityManager; tables: Map<object, Table> };

const waiting = new WeakMap<object, Written>();

/**
 * Adds a row that its transaction neither changes nor reads before its next flush: a line of a log, an event, a signal.
 * It skips the unit of work, which costs several times the insert itself; all such rows go in one message, after the
 * entities that they refer to.
 */
export function appendRow<Row extends object>(
  em: EntityManager,
  entity: EntityClass<Row>,
  row: RequiredEntityData<Row>,
): void {
  const { tables } = waiting.get(em) ?? { tables: new Map<object, Table>() };
  waiting.set(em, { em, tables });
  const table: Table = tables.get(entity) ?? { meta: em.getMetadata(entity), rows: [] };
  tables.set(entity, table);
  table.rows.push(new Map(Object.entries(row)));
}

/** Writes what was appended to an entity manager whenever it flushes, at the latest before its commit. */
export const appendedRows: EventSubscriber = {
  async afterFlush(flushed: FlushEventArgs): Promise<void> {
    const written = waiting.get(flushed.em);
    if (!written) return;
    waiting.delete(flushed.em);
    const inserts = [...written.tables.values()].map((table) => insertOf(table, written.em.getPlatform()));
    await written.em.execute(
      inserts.map(({ sql }) => sql).join(';\n'),
      inserts.flatMap(({ values }) => values),
    );
  },
};

function insertOf({ meta, rows }: Table, platform: Platform): { sql: string; values: unknown[] } {
  const fields = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const properties = fields.map((field) => propertyOf(meta, field));
  const columns = properties.map(({ fieldNames }) => `"${fieldNames.at(-1)}"`);
  const places = `(${properties.map(() => '?').join(', ')})`;
  return {
    sql: `insert into "${meta.tableName}" (${columns.join(', ')}) values ${rows.map(() => places).join(', ')}`,
    values: rows.flatMap((row) =>
      properties.map((property) => valueOf(property, platform, row.get(property.name))),
    ),
  };
}

function propertyOf(meta: EntityMetadata, field: string): EntityProperty {
  const property = meta.properties[field];
  if (!property) throw new Error(`${meta.className} has no property ${field}.`);
  return property;
}

/** A column's value; of a reference to a row of the same practice, the id. */
function valueOf({ kind, customType }: EntityProperty, platform: Platform, value: unknown): unknown {
  if (kind !== ReferenceKind.SCALAR && Array.isArray(value)) return value.at(-1);
  const given = value ?? null;
  return customType && given !== null ? customType.convertToDatabaseValue(given, platform) : given;
}
