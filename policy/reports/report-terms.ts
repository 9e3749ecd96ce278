/** What rows can be grouped by, as the API names it; `moment`: the moment of a prompt, its carrier and its words. */
export const GROUPINGS = [
  'practitioner',
  'service_line',
  'stage',
  'source',
  'kind',
  'month',
  'moment',
] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Every report and what it can be grouped by, the first unless asked otherwise where its rows are groups. */
export const REPORTS = {
  funnel: ['practitioner', 'service_line', 'source', 'kind', 'month'],
  conversion: ['source', 'kind', 'practitioner', 'service_line'],
  satisfaction: ['practitioner', 'service_line', 'stage'],
  concentration: [],
  'acquisition-cost': [],
  generations: [],
  leaks: ['source', 'practitioner'],
  'top-referrers': [],
  'quiet-sources': [],
  moments: ['moment', 'kind', 'month'],
  completeness: [],
  projection: [],
  acknowledgement: ['month', 'kind'],
  kept: ['kind', 'source', 'practitioner', 'service_line'],
  effects: [],
  consent: [],
  'carrier-timing': [],
} as const satisfies Record<string, readonly Grouping[]>;

export type ReportName = keyof typeof REPORTS;
