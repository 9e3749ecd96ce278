/** What operators filter runs by, with the numbers of Temporal's IndexedValueType. */
export const SEARCH_ATTRIBUTES = { Practice: 2, Kind: 2, Stage: 2, Attention: 5 } as const;
