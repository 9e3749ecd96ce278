import { z } from 'zod';
import { asReference, type CellReader } from './cells.ts';

/** The columns that identify an existing client. */
export const CLIENT_ID_COLUMNS = {
  clientRef: [
    'client ref',
    'client reference',
    'patient id',
    'patient ids',
    'client id',
    'patient guid',
    'client guid',
    'patient number',
    'client number',
    'patient reference',
  ],
  email: [
    'client email',
    'client email address',
    'patient email',
    'patient email address',
    'email',
    'email address',
  ],
  firstName: [
    'client preferred name',
    'patient preferred name',
    'preferred first name',
    'preferred name',
    'client first name',
    'patient first name',
    'first name',
    'given name',
    'forename',
  ],
  lastName: ['client last name', 'patient last name', 'last name', 'surname', 'family name'],
  fullName: ['client', 'patient', 'client name', 'patient name', 'full name', 'name'],
} as const;

export const CLIENT_ID_CELLS = { clientRef: asReference } satisfies Partial<
  Record<keyof typeof CLIENT_ID_COLUMNS, CellReader>
>;

/** Any of these columns can identify the client. */
export const NAMES_A_CLIENT = ['clientRef', 'email', 'lastName', 'fullName'] as const;

/** Used for look-ups only, and never stored. */
export const clientIdFields = {
  clientRef: z.string().optional(),
  email: z.string().optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
};

type ClientCells = { [Field in keyof typeof clientIdFields]?: string | undefined };

/** Whether a row identifies a client; a first name alone does not. */
export function namesClient({ clientRef, email, firstName, lastName }: ClientCells): boolean {
  return Boolean(clientRef) || Boolean(email) || (Boolean(firstName) && Boolean(lastName));
}

/** Whether any of these cells is filled. */
export function namesAnybody(who: ClientCells): boolean {
  return Object.values(who).some(Boolean);
}
