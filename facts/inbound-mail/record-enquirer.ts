import type { InboundMail } from '../../entities/inbound-mail.ts';
import { Practice } from '../../entities/practice.ts';
import { toMs } from '../../policy/calendar/duration.ts';
import { recordEnquiry } from '../intake/record-enquiry.ts';
import { conflict } from '../refusal.ts';
import type { Tx } from '../transaction.ts';
import type { SettledMail } from './check-settlement.ts';

/** Records an enquiry that came by mail or through a form: what a person typed goes before what the mail says. */
export async function recordEnquirer(tx: Tx, mail: InboundMail, said: SettledMail): Promise<void> {
  const { enquirer } = said;
  const firstName = said.firstName ?? enquirer?.firstName;
  if (!firstName) throw conflict('Say who enquires.');
  const { policy } = await tx.em.findOneOrFail(Practice, tx.practiceId);
  const { enquiry } = await recordEnquiry(
    tx,
    {
      person: {
        firstName,
        lastName: said.lastName ?? enquirer?.lastName ?? undefined,
        email: said.email ?? enquirer?.email ?? undefined,
        phone: said.phone ?? enquirer?.phone ?? undefined,
      },
      via: enquirer?.via ?? 'email',
      sourceKind: enquirer?.sourceKind ?? undefined,
      receivedAt: mail.receivedAt,
    },
    toMs(policy.acknowledgement.deadline),
  );
  mail.kind = 'enquiry';
  mail.linkEnquiry(enquiry.id, tx.now);
}
