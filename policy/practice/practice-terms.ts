/** The legal surroundings of a practice: which defaults and which wording it gets. */
export const PROFILES = ['UK_DEFAULT', 'US_STRICT'] as const;
export type Profile = (typeof PROFILES)[number];

/** Whether e-mail leaves: a rehearsal decides and renders everything, and sends nothing. */
export const SENDING = ['rehearsal', 'live', 'paused'] as const;
export type Sending = (typeof SENDING)[number];

/** The steps of setting a practice up, in any order. */
export const SET_UP_STEPS = [
  'about',
  'sends',
  'moments',
  'people',
  'bring-in',
  'consent',
  'next-week',
  'live',
] as const;
export type SetUpStep = (typeof SET_UP_STEPS)[number];
