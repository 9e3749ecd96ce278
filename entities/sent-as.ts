import { defineEntity, p } from '@mikro-orm/postgresql';

const SentAsSchema = defineEntity({
  name: 'SentAs',
  tableName: 'sent_as',
  properties: {
    sendId: p.uuid().primary(),
    practiceId: p.uuid(),
    messageId: p.uuid(),
  },
});

/** Which message of which practice a webhook means; read before the practice is known. */
export class SentAs extends SentAsSchema.class {}
SentAsSchema.setClass(SentAs);
