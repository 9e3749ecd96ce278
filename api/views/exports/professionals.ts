import { Professional } from '../../../entities/professional.ts';
import type { CsvTable } from '../../csv-pages.ts';
import { fieldsOf } from '../csv.ts';

/** First the columns that an import of colleagues reads; then what else is known. */
const COLUMNS = [
  'title',
  'firstName',
  'lastName',
  'kind',
  'organisation',
  'email',
  'phone',
  'focus',
  'trusted',
  'howWeKnowThem',
  'lastConfirmedOn',
  'placesKnown',
  'takesReferrals',
  'mayEmail',
  'soleTrader',
  'riskFlags',
  'expectedPerMonth',
  'optedOutAt',
  'id',
  'keepPostedAt',
  'pausedUntil',
  'mayBeNamed',
  'createdAt',
  'updatedAt',
] as const;

/** Colleagues who are here; whoever was erased is not. */
export const PROFESSIONAL_TABLE: CsvTable<Professional> = {
  entity: Professional,
  key: 'id',
  columns: COLUMNS,
  cells: (_tx, colleagues) => Promise.resolve(colleagues.map((one) => fieldsOf(one, COLUMNS))),
};
