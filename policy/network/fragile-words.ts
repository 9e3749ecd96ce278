import type { RiskFlag } from './network-terms.ts';

/** What makes a source fragile, in words (S66). */
export const FRAGILE_BECAUSE: Readonly<Record<RiskFlag, string>> = {
  single_contact: 'one person there knows us',
  gap_filling: 'they lack a post that we stand in for',
  overflow_dependent: 'they send whom their own list cannot take',
  replaceable: 'an agreement of theirs may take our place',
};

/** What is said of sources that are quiet, by their state; of how many (S67). */
export const QUIET_WORDS = {
  watch: (count: number) => `${count} ${count === 1 ? 'is' : 'are'} quieter than usual`,
  dried: (count: number) => `${count} ${count === 1 ? 'has' : 'have'} been quiet for unusually long`,
  dormant: (count: number) => `${count} ${count === 1 ? 'has' : 'have'} sent nobody for half a year`,
};
