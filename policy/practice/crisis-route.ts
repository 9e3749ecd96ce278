import type { Profile } from './practice-terms.ts';

const ROUTES: Readonly<Record<Profile, string>> = {
  UK_DEFAULT: '111 (choose mental health), or 999 in an emergency',
  US_STRICT: '988, or 911 in an emergency',
};

/** The out-of-hours crisis contact, unless the practice has its own. */
function crisisRouteOf(profile: Profile): string {
  return ROUTES[profile];
}

/** Whom to turn to out of hours, as this practice says it. */
export function crisisRouteIn({
  crisisRoute,
  profile,
}: {
  crisisRoute?: string | null | undefined;
  profile: Profile;
}): string {
  return crisisRoute ?? crisisRouteOf(profile);
}
