import type { Route } from '../route.ts';
import { clientRoutes } from './clients.ts';
import { holdRoutes } from './holds.ts';
import { importRoutes } from './imports.ts';
import { messageRoutes } from './messages.ts';
import { practiceRoutes } from './practice.ts';
import { professionalRoutes } from './professionals.ts';
import { referralRoutes } from './referrals.ts';
import { sourceLogRoutes } from './source-log.ts';
import { staffRoutes } from './staff.ts';
import { taskRoutes } from './tasks.ts';

/** Every route of the API, in the order of the contract. */
export const ROUTES: readonly Route[] = [
  ...practiceRoutes,
  ...staffRoutes,
  ...clientRoutes,
  ...holdRoutes,
  ...professionalRoutes,
  ...referralRoutes,
  ...taskRoutes,
  ...messageRoutes,
  ...sourceLogRoutes,
  ...importRoutes,
];
