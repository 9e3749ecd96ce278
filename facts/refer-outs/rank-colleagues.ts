import { Practice } from '../../entities/practice.ts';
import { Professional } from '../../entities/professional.ts';
import { Client } from '../../entities/client.ts';
import { Enquiry } from '../../entities/enquiry.ts';
import type { ReferOut } from '../../entities/refer-out.ts';
import { ServiceLine } from '../../entities/service-line.ts';
import {
  suggestColleagues,
  type Suggestion,
  type Wanted,
} from '../../policy/refer-outs/suggest-colleagues.ts';
import type { Tx } from '../transaction.ts';
import { dateIn } from '../practice/practice-today.ts';

export type RankedColleague = Suggestion & { professional: Professional };

/** The trusted list, ranked for this person, without those who declined (S79). */
export async function rankColleagues(tx: Tx, referOut: ReferOut): Promise<RankedColleague[]> {
  const { em, practiceId, now } = tx;
  const { timezone } = await em.findOneOrFail(Practice, practiceId);
  const trusted = await em.find(Professional, { practiceId, trusted: true });
  return rankTrusted(trusted, {
    need: await needOf(tx, referOut),
    declined: referOut.declinedIds,
    today: dateIn(timezone, now),
  });
}

/** These of the trusted list, ranked for what is wanted. */
export function rankTrusted(trusted: readonly Professional[], wanted: Wanted): RankedColleague[] {
  return suggestColleagues(trusted.map(colleagueOf), wanted).flatMap((suggestion) => {
    const professional = trusted.find(({ id }) => id === suggestion.id);
    return professional ? [{ ...suggestion, professional }] : [];
  });
}

/** The person's need: the service line of their record. */
async function needOf({ em, practiceId }: Tx, { enquiry, client }: ReferOut): Promise<string> {
  const person = enquiry
    ? await em.findOne(Enquiry, { practiceId, id: enquiry.id })
    : await em.findOne(Client, { practiceId, id: client?.id ?? '' });
  const line = person?.serviceLineId
    ? await em.findOne(ServiceLine, { practiceId, id: person.serviceLineId })
    : null;
  return line?.name ?? '';
}

function colleagueOf(professional: Professional) {
  const { id, trusted, focus } = professional;
  return {
    id,
    trusted,
    focus,
    howWeKnowThem: professional.howWeKnowThem ?? null,
    takesReferrals: professional.takesReferrals ?? null,
    lastConfirmedOn: professional.lastConfirmedOn ?? null,
    placesKnown: professional.placesKnown ?? null,
    erased: Boolean(professional.erasedAt),
  };
}
