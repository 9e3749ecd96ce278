import { Liquid } from 'liquidjs';

/**
 * Templates see only their declared variables: an unknown one fails, no file is read, and time and memory are limited.
 */
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
