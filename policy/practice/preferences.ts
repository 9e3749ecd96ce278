/** The languages that the pages for staff can be read in. */
export const LANGUAGES = ['en-GB', 'en-US', 'de', 'es'] as const;
/** How long something that was sent can be taken back, in seconds: fifteen, or longer for whoever needs longer (WCAG 2.2.1). */
export const TAKE_BACK_SECONDS = [15, 60, 180] as const;
/** `system`: as the device is set. */
export const COLOUR_SCHEMES = ['system', 'light', 'dark'] as const;

/** How somebody who works here likes their pages. */
export type Preferences = {
  /** Null: the practice's own. */
  language: (typeof LANGUAGES)[number] | null;
  /** Keys of one letter act (WCAG 2.1.4: they can be switched off). */
  singleKeyShortcuts: boolean;
  takeBackSeconds: (typeof TAKE_BACK_SECONDS)[number];
  colourScheme: (typeof COLOUR_SCHEMES)[number];
};

const AS_THEY_COME: Preferences = {
  language: null,
  singleKeyShortcuts: true,
  takeBackSeconds: 15,
  colourScheme: 'system',
};

/** What somebody has chosen, and for the rest what everybody begins with. */
export function preferencesOf(chosen: Partial<Preferences> | null | undefined): Preferences {
  return { ...AS_THEY_COME, ...chosen };
}
