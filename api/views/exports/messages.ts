import { Message } from '../../../entities/message.ts';
import { GATE_CODES } from '../../../policy/journeys/gate-codes.ts';
import { HAND_OVER_REASONS } from '../../../policy/referrals/acknowledgement.ts';
import type { CsvTable } from '../../csv-pages.ts';
import { fieldsOf, type Cells } from '../csv.ts';

const COLUMNS = [
  'id',
  'purpose',
  'template',
  'templateVersion',
  'status',
  'delivery',
  'why',
  'carrier',
  'dueAt',
  'sentAt',
  'clientId',
  'referralId',
  'enquiryId',
  'professionalId',
  'referOutId',
  'broadcastId',
  'staffId',
  'attempts',
  'createdAt',
  'updatedAt',
] as const;

/** What was, is and will be sent, to whom by id. Its words and addresses are sealed letters to people and stay here. */
export const MESSAGE_TABLE: CsvTable<Message> = {
  entity: Message,
  key: 'id',
  columns: COLUMNS,
  unread: ['sender', 'ownWords', 'addedLine', 'to', 'subject', 'text', 'html'],
  cells: (_tx, messages) => Promise.resolve(messages.map(rowOf)),
};

function rowOf(message: Message): Cells {
  return {
    ...fieldsOf(message, COLUMNS),
    why: whyOf(message),
    // The scalar twins are for conditions only (docs/traps.md).
    clientId: message.client?.id,
    referralId: message.referral?.id,
    enquiryId: message.enquiry?.id,
    professionalId: message.professional?.id,
    referOutId: message.referOut?.id,
    broadcastId: message.broadcast?.id,
  };
}

/** What holds a client back is for the owner to look up (§2.3), and not for a file that goes round. */
const OF_A_CLIENT: ReadonlySet<string> = new Set([
  ...GATE_CODES,
  ...HAND_OVER_REASONS.filter((reason) => reason.startsWith('referrer_')),
]);

function whyOf({ why }: Message): string | null {
  return why && OF_A_CLIENT.has(why) ? 'not_now' : (why ?? null);
}
