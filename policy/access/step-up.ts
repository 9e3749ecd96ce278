import type { RouteName } from './routes.ts';

/** What takes everybody's data along, removes a person for good, or hands out a key: asked once more who it is (§3.8). */
const WHOLE: ReadonlySet<RouteName> = new Set<RouteName>([
  'GET /exports/clients',
  'GET /exports/professionals',
  'GET /exports/referrals',
  'GET /exports/source-log',
  'GET /exports/messages',
  'GET /exports/audit',
  'GET /people/export',
  'POST /people/export',
  'POST /erasures',
  'POST /staff',
  'POST /staff/:id/api-keys',
  'POST /practice/hook-credentials',
  'POST /me/passkeys/options',
  'POST /me/passkeys',
]);

/** Of these, only where one of these fields changes: who sends, whether it leaves, who somebody is and what they may. */
const BY_FIELD: Readonly<Partial<Record<RouteName, readonly string[]>>> = {
  'PATCH /practice': ['sending', 'from', 'replyTo', 'postmarkServerToken'],
  'PATCH /staff/:id': ['roles', 'email'],
};

/** Whether somebody in a browser has to show once more who they are before they do this; a program's key stands for itself. */
export function needsStepUp(route: RouteName, body: unknown): boolean {
  if (WHOLE.has(route)) return true;
  const fields = BY_FIELD[route] ?? [];
  return typeof body === 'object' && body !== null && fields.some((field) => Object.hasOwn(body, field));
}
