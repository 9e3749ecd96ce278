import { defineEntity, p } from '@mikro-orm/postgresql';
import { moment, practiceScope } from './scope.ts';

const FEEDS = ['sessions'] as const;

const DataFeedSchema = defineEntity({
  name: 'DataFeed',
  tableName: 'data_feed',
  primaryKeys: ['practiceId', 'feed'],
  filters: practiceScope,
  properties: {
    practiceId: p.uuid().primary(),
    feed: p.enum(FEEDS).columnType('text').primary(),
    at: moment(),
  },
});

/** When the practice last heard from its diary: prompts wait while that is too long ago (§2.5). */
export class DataFeed extends DataFeedSchema.class {}
DataFeedSchema.setClass(DataFeed);
