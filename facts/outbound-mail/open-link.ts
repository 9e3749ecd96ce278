import { Client } from '../../entities/client.ts';
import { FridayList } from '../../entities/friday-list.ts';
import { Message } from '../../entities/message.ts';
import { Professional } from '../../entities/professional.ts';
import { Staff } from '../../entities/staff.ts';
import { clientInLink, linkToken, type LinkSubject, type TokenPurpose } from '../../email/public-link.ts';
import type { Tx } from '../transaction.ts';

type Opened = { purpose: TokenPurpose; subjectId: string; token: string };

/** Whether a link still opens: whom it was made for is known here, and has had no newer generation of links since. */
export async function opensLink(tx: Tx, { purpose, subjectId, token }: Opened): Promise<boolean> {
  const subject = await subjectOf(tx, purpose, subjectId);
  return subject !== null && linkToken(tx.practiceId, purpose, subject) === token;
}

async function subjectOf({ em }: Tx, purpose: TokenPurpose, id: string): Promise<LinkSubject | null> {
  switch (purpose) {
    case 'friday': {
      const list = await em.findOne(FridayList, { id });
      return list && of(id, await em.findOne(Staff, { id: list.practitioner.id }));
    }
    case 'handover': {
      const message = await em.findOne(Message, { id });
      return message?.professional
        ? of(id, await em.findOne(Professional, { id: message.professional.id }))
        : null;
    }
    case 'review': {
      const message = await em.findOne(Message, { id });
      return message?.reviewId && message.staffId
        ? of(id, await em.findOne(Staff, { id: message.staffId, active: true }))
        : null;
    }
    case 'keep_posted':
      return of(id, await em.findOne(Professional, { id }));
    case 'broadcasts':
      return (await em.count(Client, { id })) > 0 ? { id, generation: 0 } : null;
    case 'unsubscribe': {
      const isKnown = (await em.count(Client, { id })) + (await em.count(Professional, { id })) > 0;
      return isKnown ? { id, generation: 0 } : null;
    }
    case 'referrer':
    case 'consent':
    case 'survey':
    case 'intake': {
      const client = await em.findOne(Client, { id });
      return client && clientInLink(client, purpose);
    }
  }
}

function of(id: string, person: { linkGeneration: number } | null): LinkSubject | null {
  return person && { id, generation: person.linkGeneration };
}
