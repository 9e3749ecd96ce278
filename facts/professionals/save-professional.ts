import { randomUUIDv7 } from 'node:crypto';
import type { Practice } from '../../entities/practice.ts';
import { Professional, PROFESSIONAL_KINDS } from '../../entities/professional.ts';
import { emailHash, prefixTokens } from '../../entities/crypto/look-up.ts';
import type { RiskFlag } from '../../policy/network/network-terms.ts';
import { refuseErased } from '../erased-people.ts';
import { audit, type Tx } from '../transaction.ts';
import { openCommitment } from '../commitments/open-commitment.ts';
import { reevaluate } from '../signal.ts';
import { dateIn } from '../practice/practice-today.ts';
import { notFound, wrongFields, type WrongField } from '../refusal.ts';
import { reevaluateThanksOf, reevaluateReferOutsOf } from '../commitments/reevaluate-subjects.ts';

export type ProfessionalFields = {
  title?: string | null | undefined;
  firstName: string;
  lastName: string;
  kind: string;
  organisation?: string | null | undefined;
  email?: string | null | undefined;
  phone?: string | null | undefined;
  focus?: string[] | undefined;
  trusted?: boolean | undefined;
  howWeKnowThem?: string | null | undefined;
  lastConfirmedOn?: string | null | undefined;
  placesKnown?: number | null | undefined;
  takesReferrals?: boolean | null | undefined;
  mayEmail?: boolean | null | undefined;
  soleTrader?: boolean | null | undefined;
  riskFlags?: RiskFlag[] | undefined;
  expectedPerMonth?: number | null | undefined;
  pausedUntil?: string | null | undefined;
  mayBeNamed?: boolean | null | undefined;
};

export type ProfessionalChange = {
  [Field in keyof ProfessionalFields]?: ProfessionalFields[Field] | undefined;
};

/** Adds a professional. */
export async function createProfessional(
  tx: Tx,
  practice: Practice,
  fields: ProfessionalFields,
): Promise<Professional> {
  refuseWrong(tx, practice, fields);
  await refuseErased(tx, fields);
  const professional = tx.em.create(Professional, {
    id: randomUUIDv7(),
    practiceId: tx.practiceId,
    firstName: fields.firstName,
    lastName: fields.lastName,
    kind: fields.kind,
    focus: [],
    trusted: false,
    riskFlags: [],
    searchTokens: [],
    createdAt: tx.now,
    updatedAt: tx.now,
  });
  write(tx, professional, fields);
  await openCommitment(tx, 'relationship', professional.id);
  audit(tx, 'create', { entity: 'professional', id: professional.id }, Object.keys(fields));
  return professional;
}

/** Changes a professional; open thanks and referrals out to them are reevaluated. */
export async function patchProfessional(
  tx: Tx,
  practice: Practice,
  professionalId: string,
  fields: ProfessionalChange,
): Promise<Professional> {
  const professional = await tx.em.findOne(Professional, { id: professionalId });
  if (!professional) throw notFound('professional');
  const { kind, ...others } = fields;
  refuseWrong(tx, practice, kind === professional.kind ? others : fields, professional);
  const { email, firstName = professional.firstName } = fields;
  if (email && emailHash(email) !== professional.emailHash) await refuseErased(tx, { email, firstName });
  write(tx, professional, fields);
  await reevaluateThanksOf(tx, { referrerProfessionalId: professional.id });
  await reevaluateReferOutsOf(tx, { toProfessionalId: professional.id });
  if (fields.pausedUntil !== undefined) reevaluate(tx, 'relationship', professional.id);
  audit(tx, 'change', { entity: 'professional', id: professional.id }, Object.keys(fields));
  return professional;
}

function write(tx: Tx, professional: Professional, fields: ProfessionalChange): void {
  tx.em.assign(
    professional,
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
  );
  professional.emailHash = professional.email ? emailHash(professional.email) : null;
  professional.searchTokens = prefixTokens(
    professional.firstName,
    professional.lastName,
    professional.organisation,
  );
  professional.updatedAt = tx.now;
}

/** Checks that depend on the practice's policy and calendar. */
export function refuseWrong(
  tx: Tx,
  practice: Practice,
  change: ProfessionalChange,
  known: Pick<ProfessionalChange, 'trusted' | 'howWeKnowThem'> | null = null,
): void {
  const { kind, lastConfirmedOn } = change;
  const errors: WrongField[] = [];
  const kinds: readonly string[] = [...PROFESSIONAL_KINDS, ...practice.policy.professionalKinds];
  if (kind !== undefined && !kinds.includes(kind))
    errors.push({ path: 'kind', message: `must be one of ${kinds.join(', ')}` });
  if (lastConfirmedOn && lastConfirmedOn > dateIn(practice.timezone, tx.now)) {
    errors.push({ path: 'lastConfirmedOn', message: 'must not lie in the future' });
  }
  if (isTrustedUnknown(change, known))
    errors.push({ path: 'howWeKnowThem', message: 'is needed for whoever is on the trusted list' });
  if (errors.length > 0) throw wrongFields(errors);
}

/** The trusted list needs `howWeKnowThem` (S79); checked whenever either is given. */
function isTrustedUnknown(
  { trusted, howWeKnowThem }: ProfessionalChange,
  known: Pick<ProfessionalChange, 'trusted' | 'howWeKnowThem'> | null,
): boolean {
  if (trusted === undefined && howWeKnowThem === undefined) return false;
  const how = howWeKnowThem === undefined ? known?.howWeKnowThem : howWeKnowThem;
  return (trusted ?? known?.trusted) === true && !how;
}

/** Records a professional's request to hear of openings: the prior request that such notes need (§3.7). */
export async function optInToOpenings(tx: Tx, professionalId: string): Promise<void> {
  const professional = await tx.em.findOne(Professional, { id: professionalId });
  if (!professional || professional.keepPostedAt) return;
  professional.keepPosted(tx.now);
  audit(tx, 'keep_posted', { entity: 'professional', id: professional.id }, ['keepPostedAt']);
}
