import { ROLES, type Role } from './roles.ts';

const EVERYBODY: readonly Role[] = ROLES;

/** What somebody sees and changes of themselves. */
export const OWN_ROUTES = {
  'GET /me': EVERYBODY,
  'PATCH /me': EVERYBODY,
  'GET /me/sessions': EVERYBODY,
  'DELETE /me/sessions': EVERYBODY,
  'DELETE /me/sessions/:id': EVERYBODY,
  'GET /me/practices': EVERYBODY,
  'GET /me/passkeys': EVERYBODY,
  'POST /me/passkeys/options': EVERYBODY,
  'POST /me/passkeys': EVERYBODY,
  'DELETE /me/passkeys/:id': EVERYBODY,
  'GET /me/friday-list': ['practitioner'],
  'POST /me/friday-list': ['practitioner'],
} as const satisfies Record<string, readonly Role[]>;
