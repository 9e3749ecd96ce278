import { RUNS_IT, type Role } from './roles.ts';

/** Works by case (§4.3), and sees who did what. */
const PRIVACY: readonly Role[] = ['owner', 'deputy', 'privacy'];
const OWNS: readonly Role[] = ['owner'];
/** Whoever can take everybody's data along is seen by somebody who cannot (§3.8). A deputy only while they stand in. */
const TAKES_ALONG = RUNS_IT;

/** People's rights over their data, and what leaves in files. */
export const PRIVACY_ROUTES = {
  'GET /people': PRIVACY,
  'GET /people/export': PRIVACY,
  'POST /people/export': PRIVACY,
  'GET /access-requests': PRIVACY,
  'POST /access-requests/:id/closed': PRIVACY,
  'POST /people/export/balance': PRIVACY,
  'POST /erasures': PRIVACY,
  'GET /erasures': PRIVACY,
  'GET /erasures/:id': PRIVACY,
  'POST /erasures/:id/lifted': OWNS,
  'GET /privacy/cases/:id': PRIVACY,
  'GET /complaints': PRIVACY,
  'POST /complaints': PRIVACY,
  'PATCH /complaints/:id': PRIVACY,
  'POST /complaints/:id/closed': PRIVACY,
  'GET /incidents': PRIVACY,
  'POST /incidents': PRIVACY,
  'PATCH /incidents/:id': PRIVACY,
  'POST /incidents/:id/closed': PRIVACY,
  'GET /exports/clients': TAKES_ALONG,
  'GET /exports/professionals': TAKES_ALONG,
  'GET /exports/referrals': TAKES_ALONG,
  'GET /exports/source-log': TAKES_ALONG,
  'GET /exports/messages': TAKES_ALONG,
  'GET /exports/audit': PRIVACY,
  'GET /audit': PRIVACY,
} as const satisfies Record<string, readonly Role[]>;
