import { Referral } from '../../../entities/referral.ts';
import type { CsvTable } from '../../csv-pages.ts';
import { fieldsOf, type Cells } from '../csv.ts';

const COLUMNS = [
  'number',
  'id',
  'kind',
  'learnedFrom',
  'via',
  'receivedAt',
  'recordedAt',
  'recordedBy',
  'referrerClientId',
  'referrerProfessionalId',
  'referrerFirstName',
  'personFirstName',
  'personAgreed',
  'enquiryId',
  'mayThank',
  'mayName',
  'practitionerId',
  'serviceLineId',
  'status',
  'lateAtEntry',
  'lateReason',
  'dueAt',
  'thankedAt',
  'thankedBy',
  'thankedByHand',
  'messageId',
  'updatedAt',
] as const;

/**
 * Referrals by number, with how their thanks ended. First names as far as they are still kept; no address or number of
 * anybody, and not why a person was needed, which may be what holds a client back.
 */
export const REFERRAL_TABLE: CsvTable<Referral> = {
  entity: Referral,
  key: 'number',
  columns: COLUMNS,
  unread: ['referrerEmail', 'personEmail', 'personPhone'],
  cells: (_tx, referrals) => Promise.resolve(referrals.map(rowOf)),
};

function rowOf(referral: Referral): Cells {
  return {
    ...fieldsOf(referral, COLUMNS),
    // The scalar twins are for conditions only (docs/traps.md).
    referrerClientId: referral.referrerClient?.id,
    referrerProfessionalId: referral.referrerProfessional?.id,
    enquiryId: referral.enquiry?.id,
    practitionerId: referral.practitioner?.id,
  };
}
