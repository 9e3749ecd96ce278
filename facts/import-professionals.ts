import { randomUUIDv7 } from 'node:crypto';
import type { Practice } from '../entities/practice.ts';
import { Professional } from '../entities/professional.ts';
import type { Fact } from './fact.ts';
import {
  type BatchOutcome,
  type ImportedRow,
  type KeepBatch,
  newsIn,
  oneImportAtATime,
  type RowFault,
} from './import-rows.ts';
import {
  identityOf,
  type ImportedProfessional,
  keptOf,
  writeProfessionals,
  type Identity,
  type Kept,
} from './imported-professional.ts';
import { refuseWrong } from './keep-professional.ts';
import { Refusal } from './refusal.ts';

const PAGE = 1_000;
const KIND_UNSAID = 'other';

type Wanted = ImportedRow<ImportedProfessional> & { who: Identity };

/**
 * Keeps the colleagues of a file. One is known again by the e-mail address, else by the same name in the same
 * organisation; names are sealed, so those who are here already are held as hashes for the time of the import.
 */
export async function importProfessionals(
  fact: Fact,
  practice: Practice,
): Promise<KeepBatch<ImportedProfessional>> {
  await oneImportAtATime(fact, 'professional');
  const byName = await everybodyByName(fact);
  const seen = new Set<string>();
  return async (batch) => {
    const wanted = batch.map(({ row, fields }) => ({ row, fields, who: identityOf(fields) }));
    const known = await knownProfessionals(fact, wanted, { byName, seen });
    const outcome: BatchOutcome = { created: 0, updated: 0, unchanged: 0, faults: [] };
    for (const one of wanted) {
      const professional = known.find(one.who);
      const faults = faultsOf(fact, practice, one, professional);
      outcome.faults.push(...faults);
      if (faults.length > 0) continue;
      outcome[professional ? change(professional, one, seen.has(professional.id)) : 'created'] += 1;
      const kept = professional ?? add(fact, one);
      known.remember(kept);
      seen.add(kept.id);
    }
    await writeProfessionals(fact, known.all());
    return outcome;
  };
}

type NameIndex = Map<string, string[]>;
type Held = { byName: NameIndex; seen: ReadonlySet<string> };

async function everybodyByName(fact: Fact): Promise<NameIndex> {
  const index: NameIndex = new Map();
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await fact.em.find(
      Professional,
      { id: { $gt: after } },
      { orderBy: { id: 'asc' }, limit: PAGE, disableIdentityMap: true },
    );
    for (const professional of page) enter(index, identityOf(professional).nameKey, professional.id);
    after = page.at(-1)?.id ?? after;
    if (page.length < PAGE) return index;
  }
}

function enter(index: NameIndex, key: string, id: string): void {
  const ids = index.get(key) ?? [];
  if (!ids.includes(id)) index.set(key, [...ids, id]);
}

async function knownProfessionals(fact: Fact, batch: readonly Wanted[], { byName, seen }: Held) {
  const byId = new Map<string, Kept>();
  const byAddress = new Map<string, Set<Kept>>();
  function remember(kept: Kept): void {
    byId.set(kept.id, kept);
    if (kept.who.hash) byAddress.set(kept.who.hash, (byAddress.get(kept.who.hash) ?? new Set()).add(kept));
    enter(byName, kept.who.nameKey, kept.id);
  }
  /** A surgery may share one mailbox, so two names of one file under one address are two people; so are two addresses under one name. */
  function find({ hash, first, last, nameKey }: Identity): Kept | null {
    const sharing = [...(byAddress.get(hash ?? '') ?? [])].filter(({ who }) => who.hash === hash);
    const addressed =
      sharing.find(({ who }) => who.first === first && who.last === last) ??
      sharing.find(({ who, id }) => (who.first === first || who.last === last) && !seen.has(id));
    if (addressed) return addressed;
    const namesakes = (byName.get(nameKey) ?? [])
      .flatMap((id) => byId.get(id) ?? [])
      .filter(({ who }) => who.nameKey === nameKey);
    return namesakes.find(({ who, id }) => !hash || !who.hash || !seen.has(id)) ?? null;
  }

  const hashes = batch.flatMap(({ who }) => who.hash ?? []);
  const ids = batch.flatMap(({ who }) => byName.get(who.nameKey) ?? []);
  const found = await fact.em.find(
    Professional,
    { $or: [{ emailHash: { $in: hashes } }, { id: { $in: ids } }] },
    { orderBy: { id: 'asc' }, disableIdentityMap: true, exclude: ['searchTokens'] },
  );
  for (const professional of found) remember(keptOf(professional));
  return { find, remember, all: () => [...byId.values()] };
}

/** The same rules as for a colleague who is typed in; a kind that is theirs already stays allowed. */
function faultsOf(fact: Fact, practice: Practice, { row, fields }: Wanted, known: Kept | null): RowFault[] {
  const kind = fields.kind === known?.fields.kind ? undefined : fields.kind;
  try {
    refuseWrong(fact, practice, { kind, lastConfirmedOn: fields.lastConfirmedOn });
    return [];
  } catch (error) {
    if (error instanceof Refusal) return error.errors.map((wrong) => ({ row, ...wrong }));
    throw error;
  }
}

function add(fact: Fact, { fields, who }: Wanted): Kept {
  const whole = { ...fields, kind: fields.kind ?? KIND_UNSAID };
  return { id: randomUUIDv7(), fields: whole, who, createdAt: fact.now, fate: 'created' };
}

function change(kept: Kept, { fields }: Wanted, holesOnly: boolean): 'updated' | 'unchanged' {
  const news = newsIn(kept.fields, fields, holesOnly);
  if (Object.keys(news).length === 0) return 'unchanged';
  Object.assign(kept.fields, news);
  kept.who = identityOf(kept.fields);
  if (kept.fate === 'unchanged') kept.fate = 'updated';
  return 'updated';
}
