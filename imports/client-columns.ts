import type { ClientFields } from '../facts/clients/save-client.ts';
import {
  asAddress,
  asDate,
  asName,
  asPhone,
  asReference,
  asYear,
  asYesNo,
  type CellReader,
} from './cells.ts';
import type { ColumnNames } from './columns.ts';
import type { RecordKind } from './read-records.ts';

/** The columns of Cliniko, Jane and SimplePractice that are read for clients; all others are ignored. */
export const CLIENT_COLUMNS = {
  prefixes: ['client', 'patient', 'legal', 'primary'],
  single: ['externalRef'],
  names: {
    externalRef: [
      'external ref',
      'external reference',
      'external id',
      'patient id',
      'client id',
      'patient guid',
      'guid',
      'patient number',
      'client number',
      'reference',
      'id',
    ],
    firstName: [
      'preferred first name',
      'preferred name',
      'goes by',
      'what name do they go by',
      'first name',
      'given name',
      'forename',
    ],
    lastName: ['last name', 'surname', 'family name'],
    fullName: ['full name', 'name', 'client', 'patient'],
    email: ['email', 'email address', 'e-mail address', 'mail'],
    phone: [
      'mobile phone',
      'mobile',
      'mobile number',
      'mobile phone number',
      'cell phone',
      'cell',
      'phone',
      'phone number',
      'phone numbers',
      'telephone',
      'telephone number',
      'home phone',
      'home phone number',
    ],
    birthYear: ['birth year', 'year of birth', 'date of birth', 'dob', 'birth date', 'birthday'],
    practitionerId: ['practitioner id', 'kindword practitioner id'],
    serviceLineId: ['service line id', 'kindword service line id'],
    stage: ['stage'],
    plannedEndOn: ['planned end on', 'planned end', 'planned end date'],
    plannedShort: ['planned short'],
  },
} as const satisfies ColumnNames;

const CLIENT_CELLS = {
  externalRef: asReference,
  firstName: asName,
  fullName: asName,
  lastName: asName,
  email: asAddress,
  phone: asPhone,
  birthYear: asYear,
  plannedEndOn: asDate,
  plannedShort: asYesNo,
} satisfies Partial<Record<keyof typeof CLIENT_COLUMNS.names, CellReader>>;

/** A client is kept without these; an address or a reference only where the other one is left. */
const MAY_BE_LEFT_OUT = [
  'externalRef',
  'lastName',
  'email',
  'phone',
  'birthYear',
  'practitionerId',
  'serviceLineId',
  'stage',
  'plannedEndOn',
  'plannedShort',
];

/** How clients are read out of a file; `schema` is that of a client who is typed in, so that both are held to one rule. */
export const clientRecords = (schema: RecordKind<ClientFields>['schema']): RecordKind<ClientFields> => ({
  entity: 'client',
  columns: CLIENT_COLUMNS,
  cells: CLIENT_CELLS,
  mayBeLeftOut: MAY_BE_LEFT_OUT,
  hears: true,
  dates: ['birthYear', 'plannedEndOn'],
  schema,
  needs: [
    { oneOf: ['firstName', 'fullName'], called: 'a first name' },
    { oneOf: ['email', 'externalRef'], called: 'an e-mail address or a reference' },
  ],
});
