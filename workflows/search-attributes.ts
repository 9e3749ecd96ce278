import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** What an operator filters runs by: ids and enums only. `Attention`: a person has to act, after the step in `Stage`. */
export const PRACTICE = defineSearchAttributeKey('Practice', SearchAttributeType.KEYWORD);
export const KIND = defineSearchAttributeKey('Kind', SearchAttributeType.KEYWORD);
export const STAGE = defineSearchAttributeKey('Stage', SearchAttributeType.KEYWORD);
export const ATTENTION = defineSearchAttributeKey('Attention', SearchAttributeType.BOOL);

export const SEARCH_ATTRIBUTES = [PRACTICE, KIND, STAGE, ATTENTION] as const;

/** The stage of a run that waits for nobody. */
export const RUNNING = 'running';
