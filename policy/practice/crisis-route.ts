import type { Profile } from './practice-terms.ts';

const ROUTES: Readonly<Record<Profile, string>> = {
  UK_DEFAULT: '111 (choose mental health), or 999 in an emergency',
  US_STRICT: '988, or 911 in an emergency',
};

/** Where somebody in need turns out of hours, when the practice has not said otherwise. */
export function crisisRouteOf(profile: Profile): string {
  return ROUTES[profile];
}
