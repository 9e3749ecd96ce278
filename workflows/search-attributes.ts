import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** What an operator filters runs by: ids and enums only. */
export const PRACTICE = defineSearchAttributeKey('Practice', SearchAttributeType.KEYWORD);
export const KIND = defineSearchAttributeKey('Kind', SearchAttributeType.KEYWORD);
export const STAGE = defineSearchAttributeKey('Stage', SearchAttributeType.KEYWORD);
export const ATTENTION = defineSearchAttributeKey('Attention', SearchAttributeType.BOOL);
