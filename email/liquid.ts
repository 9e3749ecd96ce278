import { Liquid } from 'liquidjs';

/** Templates can only say what they were given: a misspelt name fails, nothing is read from disk, nothing runs away. */
export const liquid = new Liquid({
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  lenientIf: true,
  relativeReference: false,
  templates: {},
  parseLimit: 50_000,
  renderLimit: 1_000,
  memoryLimit: 1_000_000,
});
