import { Client } from '../../entities/client.ts';
import type { Practice } from '../../entities/practice.ts';
import { Professional } from '../../entities/professional.ts';
import { Referral } from '../../entities/referral.ts';
import type { Review } from '../../entities/review.ts';
import { periodBounds } from '../../policy/reviews/review-period.ts';
import { whomToThank, type ToThank } from '../../policy/reviews/whom-to-thank.ts';
import type { Tx } from '../transaction.ts';

/** A referrer as the practice knows them today. */
export type Referrer = {
  kind: 'client' | 'professional' | 'friend';
  clientId?: string;
  professionalId?: string;
  name?: string;
};

/** Of thousands of rows nothing is opened that is not looked at. */
const DECIDES = [
  'referrerClient',
  'referrerProfessional',
  'referrerHash',
  'referrerFirstName',
  'referrerErasedAt',
  'status',
  'needsPerson',
  'learnedFrom',
  'mayThank',
  'receivedAt',
] as const;
type Sent = Pick<Referral, (typeof DECIDES)[number]>;

/** Whom a review names for a thanks, read anew each time: who was erased or thanked since is no longer named (S52). */
export async function referrersToThank(
  tx: Tx,
  { policy, timezone }: Pick<Practice, 'policy' | 'timezone'>,
  { kind, period }: Pick<Review, 'kind' | 'period'>,
): Promise<ToThank<Referrer>[]> {
  const { from, to } = periodBounds(kind, period, timezone);
  const within = { kind: 'referral' as const, receivedAt: { $gte: from, $lt: to } };
  const sent = await tx.em.find(Referral, within, { fields: [...DECIDES], disableIdentityMap: true });
  const people = await peopleIn(tx, sent);
  const referrals = sent.map((referral) => {
    const { referrerClient, referrerProfessional } = referral;
    const id = referrerClient?.id ?? referrerProfessional?.id;
    const person = id === undefined ? null : (people.get(id) ?? null);
    return {
      who: person?.who ?? typedOf(referral),
      key: id ?? referral.referrerHash,
      isErased: Boolean(referral.referrerErasedAt) || person?.isErased === true,
      status: referral.status,
      needsPerson: person?.hasDied ? ('referrer_deceased' as const) : (referral.needsPerson ?? null),
      learnedFrom: referral.learnedFrom,
      mayThank: referral.mayThank ?? null,
      receivedAt: referral.receivedAt,
    };
  });
  return whomToThank(referrals, policy.reviews.thankTop);
}

type Person = { who: Referrer; isErased: boolean; hasDied: boolean };

/** Everybody whom these referrals came from, erased ones too. */
async function peopleIn(
  { em }: Tx,
  sent: readonly Pick<Sent, 'referrerClient' | 'referrerProfessional'>[],
): Promise<Map<string, Person>> {
  const erasedToo = { filters: { present: false }, disableIdentityMap: true };
  const clientIds = sent.flatMap(({ referrerClient }) => referrerClient?.id ?? []);
  const professionalIds = sent.flatMap(({ referrerProfessional }) => referrerProfessional?.id ?? []);
  const clients =
    clientIds.length > 0
      ? await em.find(
          Client,
          { id: { $in: clientIds } },
          { ...erasedToo, fields: ['firstName', 'lastName', 'erasedAt', 'ending'] },
        )
      : [];
  const professionals =
    professionalIds.length > 0
      ? await em.find(
          Professional,
          { id: { $in: professionalIds } },
          { ...erasedToo, fields: ['firstName', 'lastName', 'erasedAt'] },
        )
      : [];
  return new Map<string, Person>([
    ...clients.map((client): [string, Person] => [
      client.id,
      {
        who: { kind: 'client', clientId: client.id, name: nameOf(client) },
        isErased: Boolean(client.erasedAt),
        hasDied: client.ending === 'deceased',
      },
    ]),
    ...professionals.map((professional): [string, Person] => [
      professional.id,
      {
        who: { kind: 'professional', professionalId: professional.id, name: nameOf(professional) },
        isErased: Boolean(professional.erasedAt),
        hasDied: false,
      },
    ]),
  ]);
}

/** Somebody whom nobody has matched yet: the first name that was given. */
function typedOf({ referrerFirstName }: Pick<Sent, 'referrerFirstName'>): Referrer {
  return { kind: 'friend', ...(referrerFirstName ? { name: referrerFirstName } : {}) };
}

function nameOf({
  firstName,
  lastName,
}: {
  firstName: string;
  lastName?: string | null | undefined;
}): string {
  return `${firstName} ${lastName ?? ''}`.trim();
}
