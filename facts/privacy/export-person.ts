import { Staff } from '../../entities/staff.ts';
import { exportCapacity } from './export-capacity.ts';
import { exportClients } from './export-client.ts';
import { exportMail } from './export-mail.ts';
import { exportColleagues } from './export-colleague.ts';
import { exportReferrals, exportEnquiries } from './export-referred.ts';
import { audit, type Tx } from '../transaction.ts';
import { findPerson, type Person, type PersonId } from './person.ts';
import { notFound } from '../refusal.ts';

/** One exported record: about this person only. */
export type Exported = Record<string, unknown>;
export type PersonExport = {
  exportedAt: string;
  about: PersonId;
  records: Record<string, Exported[]>;
  /** Part of the source was withheld, because it may reveal that another person is a client. */
  sourceWithheld: boolean;
  /** Records that may say something of other people; a person weighs them. */
  withheld: { record: string; id: string }[];
};

/** What every part of an export is made with. */
export type Exporting = {
  tx: Tx;
  person: Person;
  /** Staff are shown by what they do, never by name. */
  roleOf: (staffId: string | null | undefined) => string | null;
  withholdSource: () => void;
  /** Of this record only that it is there, because others may be named in it. */
  withhold: (record: string, id: string) => { withheld: true };
};

/** Exports everything held about one person, without third parties (§3.8); audited. */
export async function exportPerson(tx: Tx, about: PersonId): Promise<PersonExport> {
  const person = await findPerson(tx, about);
  if (!person) throw notFound(about.subject === 'referrer' ? 'referrer of that kind' : about.subject);
  const staff = await tx.em.find(Staff, {});
  let sourceWithheld = false;
  const withheld: PersonExport['withheld'] = [];
  const exporting: Exporting = {
    tx,
    person,
    roleOf: (staffId) => staff.find(({ id }) => id === staffId)?.roles.join(', ') ?? null,
    withholdSource: () => {
      sourceWithheld = true;
    },
    withhold: (record, id) => {
      withheld.push({ record, id });
      return { withheld: true };
    },
  };
  const parts = [
    await exportClients(exporting),
    await exportEnquiries(exporting),
    await exportReferrals(exporting),
    await exportColleagues(exporting),
    await exportCapacity(exporting),
    await exportMail(exporting),
  ];
  audit(tx, 'export', { entity: about.subject === 'referrer' ? 'referral' : about.subject, id: about.id });
  const records = Object.fromEntries(
    parts.flatMap((part) => Object.entries(part)).filter(([, rows]) => rows.length > 0),
  );
  return { exportedAt: tx.now.toISOString(), about, records, sourceWithheld, withheld };
}
