type Type = 'Keyword' | 'Bool';

/** What operators filter runs by; registered by the worker and the embedded server, set by `workflows/`. */
export const SEARCH_ATTRIBUTES: Readonly<Record<string, Type>> = {
  Practice: 'Keyword',
  Kind: 'Keyword',
  Stage: 'Keyword',
  Attention: 'Bool',
};

/** The numbers of Temporal's IndexedValueType. */
const NUMBERS = { Keyword: 2, Bool: 5 } as const;

/** The same as Temporal's API takes it. */
export const SEARCH_ATTRIBUTE_TYPES = Object.fromEntries(
  Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => [name, NUMBERS[type]]),
);
