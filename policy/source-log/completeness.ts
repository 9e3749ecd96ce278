/** Three months of weeks are pooled before anything is made of them (S29). */
export const POOLED_WEEKS = 13;
/** Of ten new clients, nine must have been asked. */
const CLEAN_SHARE = 0.9;

/** Some new clients, and how many of them have a known source; "rather not say" counts as answered. */
export type NewClients = { newClients: number; answered: number };

export const CLEANNESS = ['still_learning', 'clean', 'incomplete'] as const;
export type Cleanness = (typeof CLEANNESS)[number];

/** What thirteen weeks are worth (S29): nothing yet while it is too early, or without new clients. */
export function cleannessOf({ newClients, answered }: NewClients, tooEarly: boolean): Cleanness {
  if (tooEarly || newClients === 0) return 'still_learning';
  return answered / newClients >= CLEAN_SHARE ? 'clean' : 'incomplete';
}

/** All weeks as one. */
export function pooled(weeks: readonly NewClients[]): NewClients {
  return {
    newClients: weeks.reduce((sum, { newClients }) => sum + newClients, 0),
    answered: weeks.reduce((sum, { answered }) => sum + answered, 0),
  };
}
