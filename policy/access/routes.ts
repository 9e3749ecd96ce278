export const ROLES = [
  'owner',
  'deputy',
  'desk',
  'practitioner',
  'reviewer',
  'privacy',
  'operator',
  'agency',
] as const;
export type Role = (typeof ROLES)[number];

const EVERYBODY: readonly Role[] = ROLES;
const RUNS_IT: readonly Role[] = ['owner', 'deputy'];
const CONFIGURES: readonly Role[] = ['owner', 'deputy', 'agency'];
const READS_SETTINGS: readonly Role[] = [
  'owner',
  'deputy',
  'desk',
  'practitioner',
  'reviewer',
  'privacy',
  'agency',
];
const TRIES_RULES: readonly Role[] = ['owner', 'deputy', 'reviewer', 'agency'];
const READS_FIGURES: readonly Role[] = ['owner', 'deputy', 'desk', 'practitioner', 'reviewer', 'agency'];
/** The roles of people who work in the practice; the others only read or administer. */
export const WORKS_HERE: readonly Role[] = ['owner', 'deputy', 'desk', 'practitioner'];
const DESK: readonly Role[] = ['owner', 'deputy', 'desk'];
/** Works by case (§4.3). */
const PRIVACY: readonly Role[] = ['owner', 'deputy', 'privacy'];
const READS_WORDS: readonly Role[] = ['owner', 'deputy', 'desk', 'agency'];

/** Who may ask for what (§4.3): one line a route of the API, in the order of the contract. */
export const ACCESS = {
  'GET /me': EVERYBODY,
  'GET /practice': READS_SETTINGS,
  'PATCH /practice': CONFIGURES,
  'GET /practice/policy': READS_SETTINGS,
  'PUT /practice/policy': CONFIGURES,
  'POST /policy-trials': TRIES_RULES,
  'GET /staff': WORKS_HERE,
  'POST /staff': RUNS_IT,
  'PATCH /staff/:id': RUNS_IT,
  'POST /staff/:id/api-keys': RUNS_IT,
  'DELETE /staff/:id/api-keys/:keyId': RUNS_IT,
  'POST /staff/:id/friday-list': WORKS_HERE,
  'GET /staff/:id/absences': WORKS_HERE,
  'POST /staff/:id/absences': RUNS_IT,
  'DELETE /staff/:id/absences/:absenceId': RUNS_IT,
  'GET /service-lines': READS_SETTINGS,
  'POST /service-lines': CONFIGURES,
  'PATCH /service-lines/:id': CONFIGURES,
  'GET /clients': WORKS_HERE,
  'POST /clients': WORKS_HERE,
  'GET /clients/:id': WORKS_HERE,
  'PATCH /clients/:id': WORKS_HERE,
  'GET /clients/:id/journey': WORKS_HERE,
  'POST /clients/:id/communications': WORKS_HERE,
  'GET /clients/:id/prompt-line': WORKS_HERE,
  'POST /clients/:id/prompt-line/:token/used': WORKS_HERE,
  'GET /clients/:id/sessions': WORKS_HERE,
  'POST /clients/:id/sessions': WORKS_HERE,
  'PATCH /clients/:id/sessions/:sessionId': WORKS_HERE,
  'GET /clients/:id/milestones': WORKS_HERE,
  'POST /clients/:id/milestones': WORKS_HERE,
  'POST /clients/:id/satisfaction': WORKS_HERE,
  'POST /satisfaction': WORKS_HERE,
  'GET /clients/:id/prompt-consent': WORKS_HERE,
  'POST /clients/:id/prompt-consent': WORKS_HERE,
  'POST /clients/:id/consent-slip': WORKS_HERE,
  'POST /clients/:id/holds': WORKS_HERE,
  'DELETE /clients/:id/holds/:holdId': WORKS_HERE,
  'GET /clients/:id/gate-overrides': WORKS_HERE,
  'POST /clients/:id/gate-overrides': WORKS_HERE,
  'DELETE /clients/:id/gate-overrides/:overrideId': WORKS_HERE,
  'POST /clients/:id/stage': WORKS_HERE,
  'POST /clients/:id/discharge': WORKS_HERE,
  'GET /professionals': WORKS_HERE,
  'POST /professionals': WORKS_HERE,
  'GET /professionals/:id': WORKS_HERE,
  'PATCH /professionals/:id': WORKS_HERE,
  'GET /people/export': PRIVACY,
  'POST /people/export/balance': PRIVACY,
  'POST /erasures': PRIVACY,
  'GET /erasures': PRIVACY,
  'GET /erasures/:id': PRIVACY,
  'GET /complaints': PRIVACY,
  'POST /complaints': PRIVACY,
  'POST /complaints/:id/closed': PRIVACY,
  'GET /incidents': PRIVACY,
  'POST /incidents': PRIVACY,
  'POST /incidents/:id/closed': PRIVACY,
  'GET /privacy/notice': READS_SETTINGS,
  'GET /privacy/dpia': READS_SETTINGS,
  'GET /privacy/record': READS_SETTINGS,
  'POST /referrals': WORKS_HERE,
  'GET /referrals': WORKS_HERE,
  'GET /referrals/:id': WORKS_HERE,
  'POST /referrals/:id/match': DESK,
  'POST /referrals/:id/acknowledgement': DESK,
  'POST /referrals/:id/permission': WORKS_HERE,
  'GET /inbound-mails': DESK,
  'GET /inbound-mails/:id': DESK,
  'POST /inbound-mails/:id/settle': DESK,
  'POST /enquiries': WORKS_HERE,
  'GET /enquiries': WORKS_HERE,
  'GET /enquiries/:id': WORKS_HERE,
  'PATCH /enquiries/:id': WORKS_HERE,
  'POST /enquiries/:id/progress': WORKS_HERE,
  'POST /enquiries/:id/attempts': WORKS_HERE,
  'POST /enquiries/:id/close': WORKS_HERE,
  'POST /enquiries/:id/reopen': WORKS_HERE,
  'POST /intake': WORKS_HERE,
  'GET /sources': WORKS_HERE,
  'POST /sources': DESK,
  'PATCH /sources/:id': DESK,
  'POST /enquiries/:id/feedback-consent': WORKS_HERE,
  'DELETE /enquiries/:id/feedback-consent': WORKS_HERE,
  'GET /enquiries/:id/may-tell': WORKS_HERE,
  'POST /enquiries/:id/disclosures': WORKS_HERE,
  'GET /enquiries/:id/disclosures': WORKS_HERE,
  'POST /enquiries/:id/refer-out': WORKS_HERE,
  'POST /clients/:id/refer-out': WORKS_HERE,
  'GET /refer-outs': WORKS_HERE,
  'GET /refer-outs/:id': WORKS_HERE,
  'POST /refer-outs/:id/offer': WORKS_HERE,
  'POST /refer-outs/:id/consent': WORKS_HERE,
  'DELETE /refer-outs/:id/consent': WORKS_HERE,
  'POST /refer-outs/:id/outcome': WORKS_HERE,
  'GET /source-log': DESK,
  'POST /source-log/:number/corrections': DESK,
  'GET /reports/consent': READS_FIGURES,
  'GET /reports/completeness': READS_FIGURES,
  'GET /reports/leaks': READS_FIGURES,
  'GET /tasks': WORKS_HERE,
  'POST /tasks/:id/done': WORKS_HERE,
  'GET /messages': DESK,
  'GET /messages/:id': DESK,
  'POST /messages/:id/cancel': DESK,
  'POST /messages/:id/resend': DESK,
  'GET /templates': READS_WORDS,
  'GET /templates/:id': READS_WORDS,
  'PUT /templates/:id': CONFIGURES,
  'GET /templates/:id/versions': READS_WORDS,
  'POST /templates/:id/preview': READS_WORDS,
  'POST /templates/:id/test-send': DESK,
  'POST /imports/clients': DESK,
  'POST /imports/professionals': DESK,
  'POST /imports/sessions': DESK,
  'POST /imports/source-log': DESK,
  'POST /imports/satisfaction': DESK,
  'GET /webhooks': RUNS_IT,
  'POST /webhooks': RUNS_IT,
  'DELETE /webhooks/:id': RUNS_IT,
  'GET /webhooks/:id/deliveries': RUNS_IT,
  'POST /webhooks/:id/replay': RUNS_IT,
} as const satisfies Record<string, readonly Role[]>;

export type RouteName = keyof typeof ACCESS;

/** The roles as they act today: a deputy acts as owner while the owner is away, else as desk. */
export function actingRoles(roles: readonly Role[], ownerIsAway: boolean): Role[] {
  const standsInAs = ownerIsAway ? 'owner' : 'desk';
  return [...new Set(roles.map((role) => (role === 'deputy' ? standsInAs : role)))];
}

/** Who may, in words: a deputy only while the owner is away, where the desk may not. */
export function whoMay(route: RouteName): string {
  const allowed: readonly Role[] = ACCESS[route];
  const deputy = allowed.includes('desk') ? 'deputy' : 'deputy (while the owner is away)';
  return allowed.map((role) => (role === 'deputy' ? deputy : role)).join(', ');
}

/** Whether any of these roles (as they act today) opens the route. */
export function mayUse(route: RouteName, roles: readonly Role[]): boolean {
  const allowed: readonly Role[] = ACCESS[route];
  return roles.some((role) => allowed.includes(role));
}

/** A practitioner who has no other role sees only their own clients and what concerns them. */
export function seesOwnOnly(roles: readonly Role[]): boolean {
  return !roles.some((role) => DESK.includes(role));
}
