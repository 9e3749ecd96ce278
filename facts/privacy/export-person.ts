import { Staff } from '../../entities/staff.ts';
import { exportClients } from './export-client.ts';
import { exportMail } from './export-mail.ts';
import { exportColleagues, exportReferrals, exportEnquiries } from './export-referred.ts';
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
};

/** What every part of an export is made with. */
export type Exporting = {
  tx: Tx;
  person: Person;
  /** Staff are shown by what they do, never by name. */
  roleOf: (staffId: string | null | undefined) => string | null;
  withhold: () => void;
};

/** Exports everything held about one person, without third parties (§3.8); audited. */
export async function exportPerson(tx: Tx, about: PersonId): Promise<PersonExport> {
  const person = await findPerson(tx, about);
  if (!person) throw notFound(about.subject === 'referrer' ? 'referrer of that kind' : about.subject);
  const staff = await tx.em.find(Staff, {});
  let sourceWithheld = false;
  const exporting: Exporting = {
    tx,
    person,
    roleOf: (staffId) => staff.find(({ id }) => id === staffId)?.roles.join(', ') ?? null,
    withhold: () => {
      sourceWithheld = true;
    },
  };
  const parts = [
    await exportClients(exporting),
    await exportEnquiries(exporting),
    await exportReferrals(exporting),
    exportColleagues(exporting),
    await exportMail(exporting),
  ];
  audit(tx, 'export', { entity: about.subject === 'referrer' ? 'referral' : about.subject, id: about.id });
  const records = Object.fromEntries(
    parts.flatMap((part) => Object.entries(part)).filter(([, rows]) => rows.length > 0),
  );
  return { exportedAt: tx.now.toISOString(), about, records, sourceWithheld };
}
