/** What a person may allow a professional to be told of them (§3.2); nothing clinical is among it. */
export const RELEASE_SCOPES = ['contacted', 'attended', 'ended', 'outcome_kind'] as const;
export type ReleaseScope = (typeof RELEASE_SCOPES)[number];
