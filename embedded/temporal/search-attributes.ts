/** What an operator can search runs by; a namespace without them refuses our workflows. */
export const SEARCH_ATTRIBUTES = {
  Practice: 'Keyword',
  Kind: 'Keyword',
  Stage: 'Keyword',
  Attention: 'Bool',
  DueAt: 'Datetime',
} as const;
