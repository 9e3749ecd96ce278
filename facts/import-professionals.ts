import { randomUUIDv7 } from 'node:crypto';
import type { Practice } from '../entities/practice.ts';
import { Professional } from '../entities/professional.ts';
import { emailHash, nameHash, prefixTokens } from '../entities/sealing/look-up.ts';
import type { Fact } from './fact.ts';
import { type BatchOutcome, type ImportedRow, type KeepBatch, newsIn, oneImportAtATime, type RowFault } from './import-rows.ts';
import { type ProfessionalFields, refuseWrong } from './keep-professional.ts';
import { Refusal } from './refusal.ts';

const PAGE = 1_000;
const KIND_UNSAID = 'other';

/** A file of colleagues often does not say what they are. */
export type ImportedProfessional = Omit<ProfessionalFields, 'kind'> & { kind?: string | undefined };

/**
 * Keeps the colleagues of a file. One is known again by the e-mail address, else by the same name in the same
 * organisation; names are sealed, so those who are here already are held as hashes for the time of the import.
 */
export async function importProfessionals(fact: Fact, practice: Practice): Promise<KeepBatch<ImportedProfessional>> {
  await oneImportAtATime(fact, 'professional');
  const byName = await everybodyByName(fact);
  const seen = new Set<string>();
  return async (batch) => {
    const known = await knownProfessionals(fact, batch, { byName, seen });
    const outcome: BatchOutcome = { created: 0, updated: 0, unchanged: 0, faults: [] };
    for (const { row, fields } of batch) {
      const professional = known.find(fields);
      const faults = faultsOf(fact, practice, row, fields, professional);
      outcome.faults.push(...faults);
      if (faults.length > 0) continue;
      outcome[professional ? change(fact, professional, fields, seen.has(professional.id)) : 'created'] += 1;
      const kept = professional ?? add(fact, fields);
      known.remember(kept);
      seen.add(kept.id);
    }
    await fact.em.flush();
    fact.em.clear();
    return outcome;
  };
}

type NameIndex = Map<string, string[]>;
type Held = { byName: NameIndex; seen: ReadonlySet<string> };

async function everybodyByName(fact: Fact): Promise<NameIndex> {
  const index: NameIndex = new Map();
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await fact.em.find(Professional, { id: { $gt: after } }, { orderBy: { id: 'asc' }, limit: PAGE });
    for (const professional of page) enter(index, professional);
    after = page.at(-1)?.id ?? after;
    fact.em.clear();
    if (page.length < PAGE) return index;
  }
}

function enter(index: NameIndex, professional: Professional): void {
  const key = nameKey(professional);
  const ids = index.get(key) ?? [];
  if (!ids.includes(professional.id)) index.set(key, [...ids, professional.id]);
}

function nameKey({ firstName, lastName, organisation }: Pick<ImportedProfessional, 'firstName' | 'lastName' | 'organisation'>): string {
  return `${nameHash(`${firstName} ${lastName}`)}/${nameHash(organisation ?? '')}`;
}

async function knownProfessionals(fact: Fact, batch: readonly ImportedRow<ImportedProfessional>[], { byName, seen }: Held) {
  const byId = new Map<string, Professional>();
  const byAddress = new Map<string, Set<Professional>>();
  function remember(professional: Professional): void {
    byId.set(professional.id, professional);
    const { emailHash: hash } = professional;
    if (hash) byAddress.set(hash, (byAddress.get(hash) ?? new Set()).add(professional));
    enter(byName, professional);
  }
  /** A surgery may share one mailbox, so two names of one file under one address are two people; so are two addresses under one name. */
  function find(fields: ImportedProfessional): Professional | null {
    const hash = fields.email ? emailHash(fields.email) : null;
    const sharing = [...(byAddress.get(hash ?? '') ?? [])].filter((professional) => professional.emailHash === hash);
    const addressed =
      sharing.find((professional) => sharedNames(professional, fields) === 2) ??
      sharing.find((professional) => sharedNames(professional, fields) === 1 && !seen.has(professional.id));
    if (addressed) return addressed;
    const namesakes = (byName.get(nameKey(fields)) ?? []).flatMap((id) => byId.get(id) ?? []);
    return namesakes.find((namesake) => !hash || !namesake.emailHash || !seen.has(namesake.id)) ?? null;
  }

  const hashes = batch.flatMap(({ fields }) => (fields.email ? [emailHash(fields.email)] : []));
  const ids = batch.flatMap(({ fields }) => byName.get(nameKey(fields)) ?? []);
  const found = await fact.em.find(
    Professional,
    { $or: [{ emailHash: { $in: hashes } }, { id: { $in: ids } }] },
    { orderBy: { id: 'asc' } },
  );
  for (const professional of found) remember(professional);
  return { find, remember };
}

/** How many of first and last name are the same. */
function sharedNames(one: Pick<ImportedProfessional, 'firstName' | 'lastName'>, other: typeof one): number {
  const sameFirst = nameHash(one.firstName) === nameHash(other.firstName);
  return Number(sameFirst) + Number(nameHash(one.lastName) === nameHash(other.lastName));
}

/** The same rules as for a colleague who is typed in; a kind that is theirs already stays allowed. */
function faultsOf(
  fact: Fact,
  practice: Practice,
  row: number,
  { kind, lastConfirmedOn }: ImportedProfessional,
  known: Professional | null,
): RowFault[] {
  try {
    refuseWrong(fact, practice, { lastConfirmedOn, kind: kind === known?.kind ? undefined : kind });
    return [];
  } catch (error) {
    if (error instanceof Refusal) return error.errors.map((wrong) => ({ row, ...wrong }));
    throw error;
  }
}

function add(fact: Fact, fields: ImportedProfessional): Professional {
  const professional = fact.em.create(Professional, {
    id: randomUUIDv7(),
    practiceId: fact.practiceId,
    firstName: fields.firstName,
    lastName: fields.lastName,
    kind: KIND_UNSAID,
    focus: [],
    trusted: false,
    riskFlags: [],
    searchTokens: [],
    createdAt: fact.now,
    updatedAt: fact.now,
  });
  write(fact, professional, fields);
  return professional;
}

function change(fact: Fact, professional: Professional, fields: ImportedProfessional, holesOnly: boolean): 'updated' | 'unchanged' {
  const news = newsIn(professional as Partial<ImportedProfessional>, fields, holesOnly);
  if (Object.keys(news).length === 0) return 'unchanged';
  write(fact, professional, news);
  return 'updated';
}

function write(fact: Fact, professional: Professional, fields: Partial<ImportedProfessional>): void {
  Object.assign(professional, Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)));
  if (fields.email) professional.emailHash = emailHash(fields.email);
  professional.searchTokens = prefixTokens(professional.firstName, professional.lastName, professional.organisation);
  professional.updatedAt = fact.now;
}
