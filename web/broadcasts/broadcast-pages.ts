import type { StaffPage } from '../staff-page.ts';
import { broadcastPage } from './broadcast-page.ts';
import { broadcastsPage } from './broadcasts-page.ts';
import { newBroadcastPage } from './new-page.ts';

/** The pages of what goes to many. */
export const BROADCAST_PAGES: readonly StaffPage[] = [broadcastsPage, newBroadcastPage, broadcastPage];
