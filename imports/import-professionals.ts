import { randomUUIDv7 } from 'node:crypto';
import type { Practice } from '../entities/practice.ts';
import { Professional } from '../entities/professional.ts';
import type { Tx } from '../facts/transaction.ts';
import { erasedFault, erasedFinder } from '../facts/erased-people.ts';
import { type FileImporter, type ImportedRow, oneImportAtATime, type RowFault } from './import-rows.ts';
import {
  identityOf,
  type ImportedProfessional,
  recordOf,
  type ProfessionalRecord,
  writeProfessionals,
  type Identity,
} from './imported-professional.ts';
import { HEARD, type Heard } from './heard-cells.ts';
import { saveInBatches, type KnownRecords } from './save-in-batches.ts';
import { refuseWrong } from '../facts/professionals/save-professional.ts';
import { Refusal } from '../facts/refusal.ts';
import { earliestCheckIn } from '../policy/relationships/rhythm-rules.ts';

const PAGE = 1_000;
const UNKNOWN_KIND = 'other';

type Wanted = ImportedRow<ImportedProfessional> & { who: Identity };

/**
 * Imports professionals. Matches existing ones by e-mail address, else by name and organisation; names are sealed, so
 * an index of hashes is held in memory during the import.
 */
export async function importProfessionals(
  tx: Tx,
  practice: Practice,
): Promise<FileImporter<ImportedProfessional>> {
  await oneImportAtATime(tx, 'professional');
  const byName = await indexByName(tx);
  const erasedBefore = await erasedFinder(tx);
  const optedOut: string[] = [];
  const firstLookAt = earliestCheckIn(practice.policy, tx.now);
  return {
    saveBatch: saveInBatches({
      want: ({ row, fields, heard }: ImportedRow<ImportedProfessional>) => ({
        row,
        fields: isRefused(heard) ? { ...fields, mayEmail: false } : fields,
        heard,
        who: identityOf(fields),
      }),
      known: (batch) => knownProfessionals(tx, batch, byName),
      faults: (wanted, known) => [
        ...faultsOf(tx, practice, wanted, known),
        ...erasedFault(known?.who.hash === wanted.who.hash ? null : erasedBefore(wanted.fields)).map(
          (fault) => ({ row: wanted.row, ...fault }),
        ),
      ],
      add: (wanted) => add(tx, wanted),
      settled({ heard }, { id }) {
        if (heard?.unsubscribed ?? heard?.noMarketing) optedOut.push(id);
      },
      async write(fates) {
        await writeProfessionals(tx, fates, firstLookAt);
        await optOut(tx, optedOut.splice(0));
      },
    }),
  };
}

/** Whoever wants no e-mail, wants no marketing, has died or is no longer kept there is not e-mailed from here. */
function isRefused(heard: Heard | undefined): boolean {
  return heard !== undefined && HEARD.some((what) => heard[what]);
}

async function optOut({ em, now }: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await em.nativeUpdate(Professional, { id: { $in: [...ids] }, optedOutAt: null }, { optedOutAt: now });
}

type NameIndex = Map<string, string[]>;

async function indexByName(tx: Tx): Promise<NameIndex> {
  const index: NameIndex = new Map();
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await tx.em.find(
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

async function knownProfessionals(
  tx: Tx,
  batch: readonly Wanted[],
  byName: NameIndex,
): Promise<KnownRecords<Wanted, ProfessionalRecord>> {
  const byId = new Map<string, ProfessionalRecord>();
  const byAddress = new Map<string, Set<ProfessionalRecord>>();
  function remember(professional: ProfessionalRecord): void {
    const { hash, nameKey } = (professional.who = identityOf(professional.fields));
    byId.set(professional.id, professional);
    if (hash) byAddress.set(hash, (byAddress.get(hash) ?? new Set()).add(professional));
    enter(byName, nameKey, professional.id);
  }
  /** A surgery may share one mailbox, so two names of one file under one address are two people; so are two addresses under one name. */
  function find({ who: { hash, first, last, nameKey } }: Wanted, seen: ReadonlySet<string>) {
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
  const found = await tx.em.find(
    Professional,
    { $or: [{ emailHash: { $in: hashes } }, { id: { $in: ids } }] },
    { orderBy: { id: 'asc' }, disableIdentityMap: true, exclude: ['searchTokens'] },
  );
  for (const professional of found) remember(recordOf(professional));
  return { find, remember, all: () => [...byId.values()] };
}

/** The same rules as for a colleague who is typed in; a kind that is theirs already stays allowed. */
function faultsOf(
  tx: Tx,
  practice: Practice,
  { row, fields }: Wanted,
  known: ProfessionalRecord | null,
): RowFault[] {
  const kind = fields.kind === known?.fields.kind ? undefined : fields.kind;
  try {
    const { lastConfirmedOn, trusted, howWeKnowThem } = fields;
    refuseWrong(tx, practice, { kind, lastConfirmedOn, trusted, howWeKnowThem }, known?.fields);
    return [];
  } catch (error) {
    if (error instanceof Refusal) return error.errors.map((wrong) => ({ row, ...wrong }));
    throw error;
  }
}

function add(tx: Tx, { fields, who }: Wanted): ProfessionalRecord {
  const whole = { ...fields, kind: fields.kind ?? UNKNOWN_KIND };
  return { id: randomUUIDv7(), fields: whole, who, createdAt: tx.now, fate: 'created' };
}
