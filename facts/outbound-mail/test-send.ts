import { randomUUIDv7 } from 'node:crypto';
import { Message } from '../../entities/message.ts';
import type { Practice } from '../../entities/practice.ts';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { Staff } from '../../entities/staff.ts';
import { sampleMail } from '../../email/sample-mail.ts';
import type { TemplateId } from '../../email/templates/catalogue.ts';
import { liveWords } from '../../email/templates/live-words.ts';
import { audit, type Tx } from '../transaction.ts';
import { newMail } from './new-mail.ts';
import { acceptedWords } from '../practice/save-template.ts';
import { openDelivery } from '../commitments/open-commitment.ts';
import { conflict } from '../refusal.ts';

type Test = { template: TemplateId; source: string | undefined; staffId: string };

/** The words with sample data, to the member of staff who asks and to nobody else. */
export async function sendTest(tx: Tx, practice: Practice, test: Test): Promise<Message> {
  const { em, practiceId, now } = tx;
  const inForce = <Id extends TemplateId>(id: Id) => liveWords(em, practiceId, id);
  const words =
    test.source === undefined
      ? await inForce(test.template)
      : await acceptedWords(tx, test.template, test.source);
  const mail = await sampleMail(words, practice, inForce);
  if (!mail) throw conflict('These are the words of a page, which no mail holds: a preview shows them.');
  const me = await em.findOneOrFail(Staff, { practiceId, id: test.staffId });
  const message = em.create(Message, {
    ...newMail(tx, `test/${randomUUIDv7()}`),
    purpose: 'test',
    template: test.template,
    templateVersion: mail.templateVersion,
    staffId: me.id,
    to: me.email,
    toHash: emailHash(me.email),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    dueAt: now,
    askedBy: me.id,
  });
  await openDelivery(tx, message.id);
  audit(tx, 'create', { entity: 'message', id: message.id }, ['test']);
  return message;
}
