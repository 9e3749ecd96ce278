/** Three months of weeks are pooled before anything is made of them (S29). */
export const POOLED_WEEKS = 13;
/** Of ten new clients, nine must have been asked. */
const CLEAN_SHARE = 0.9;

/** New clients of a week, and how many have a known source; "rather not say" counts as known. */
export type WeekOfSources = { newClients: number; answered: number };

export const CLEANNESS = ['still_learning', 'clean', 'incomplete'] as const;
export type Cleanness = (typeof CLEANNESS)[number];

/** Whether sources may be ranked (S29): not before three months, and not without new clients. */
export function cleannessOf({ newClients, answered }: WeekOfSources, weeksOver: number): Cleanness {
  if (weeksOver < POOLED_WEEKS || newClients === 0) return 'still_learning';
  return answered / newClients >= CLEAN_SHARE ? 'clean' : 'incomplete';
}

/** All weeks as one. */
export function pooled(weeks: readonly WeekOfSources[]): WeekOfSources {
  return {
    newClients: weeks.reduce((sum, { newClients }) => sum + newClients, 0),
    answered: weeks.reduce((sum, { answered }) => sum + answered, 0),
  };
}
