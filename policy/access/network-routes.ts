import { DESK, RUNS_IT, WORKS_HERE, type Role } from './roles.ts';

/** Who may ask for what of the network: whether there is room, what goes to many, and whom to get in touch with, and whether people reach us. */
export const NETWORK_ROUTES = {
  'GET /capacity': WORKS_HERE,
  'PUT /capacity/:practitionerId': WORKS_HERE,
  'GET /capacity/wording': WORKS_HERE,
  'POST /capacity/places/:place/updated': DESK,
  'GET /broadcasts': RUNS_IT,
  'POST /broadcasts': RUNS_IT,
  'GET /broadcasts/:id': RUNS_IT,
  'GET /broadcasts/:id/recipients': RUNS_IT,
  'POST /broadcasts/:id/pause': RUNS_IT,
  'POST /broadcasts/:id/resume': RUNS_IT,
  'POST /broadcasts/:id/cancel': RUNS_IT,
  'GET /network': DESK,
  'GET /contact-path': WORKS_HERE,
  'GET /practice/health': WORKS_HERE,
} as const satisfies Record<string, readonly Role[]>;
