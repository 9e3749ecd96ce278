/**
 * What an operator filters runs by: ids and enums only. `Attention`: a person has to act, after the step in `Stage`.
 * Plain values, so that starting the embedded server loads no client.
 */
export const PRACTICE = { name: 'Practice', type: 'KEYWORD' } as const;
export const KIND = { name: 'Kind', type: 'KEYWORD' } as const;
export const STAGE = { name: 'Stage', type: 'KEYWORD' } as const;
export const ATTENTION = { name: 'Attention', type: 'BOOL' } as const;

export const SEARCH_ATTRIBUTES = [PRACTICE, KIND, STAGE, ATTENTION] as const;

/** The stage of a run that waits for nobody. */
export const RUNNING = 'running';
