import { sql } from 'kysely';
import type { AcknowledgementFacts, AcknowledgementRules } from '../../policy/referrals/acknowledgement.ts';
import { acknowledgementRules } from '../../policy/referrals/acknowledgement-rules.ts';
import type { Mail, MessageFacts } from '../../policy/outbound-mail/mail-first.ts';
import { isSolo } from '../../policy/practice/duty.ts';
import type { PracticePolicy } from '../../policy/practice/practice-policy.ts';
import type { Role } from '../../policy/access/routes.ts';
import { whyByHand } from '../../policy/referrals/thanks.ts';
import { stopsMail } from '../../policy/outbound-mail/suppression.ts';
import { readMessages } from '../outbound-mail/message-facts.ts';
import { standingOf } from '../outbound-mail/standing-suppressions.ts';
import { dateIn } from '../practice/practice-today.ts';
import { tables } from '../tables.ts';
import type { Tx } from '../transaction.ts';

/** What is known of one referral's thanks, its e-mails, and the rules of its practice. */
export type Acknowledgement = {
  facts: Omit<AcknowledgementFacts, 'thanks'>;
  messages: readonly MessageFacts[];
  rules: AcknowledgementRules;
};

/** The address that the thanks would go to. */
const REFERRER_HASH = sql`coalesce(c.email_hash, f.email_hash, r.referrer_hash)`;

type Row = NonNullable<Awaited<ReturnType<typeof readReferral>>>;

/** What the rules need to know about one referral; null where it is gone (erased), so that its run can end. */
export async function readAcknowledgement(tx: Tx, referralId: string): Promise<Acknowledgement | null> {
  const row = await readReferral(tx, referralId);
  if (!row) return null;
  const isClient = row.referrer_client_id !== null;
  const isColleague = row.referrer_professional_id !== null;
  const otherAddress = row.referrer_email !== null;
  const holds = isClient ? await holdsOfReferrer(tx, referralId, dateIn(row.timezone, tx.now)) : [];
  return {
    facts: {
      status: row.status,
      needsPerson: row.needs_person ?? null,
      clockStartedAt: new Date(row.clock_started_at),
      openedAt: dateOrNull(row.opened_at),
      remindedAt: dateOrNull(row.reminded_at),
      escalatedAt: dateOrNull(row.escalated_at),
      handedOverAt: dateOrNull(row.handed_over_at),
      byHand: whyByHand({
        known: isClient || isColleague || (otherAddress && row.needs_person !== 'unmatched'),
        deceased: row.ending === 'deceased',
        held: holds.includes('held'),
        complaint: holds.includes('complaint'),
        endedByPractice: row.ending === 'ended_by_practice',
        doNotEmail: row.may_email === false || row.opted_out_at !== null || holds.includes('do_not_email'),
        hasEmail:
          row.client_hash !== null ||
          row.colleague_hash !== null ||
          (otherAddress && !isClient && !isColleague),
        suppressed: stopsMail(row.suppressions, 'thanks'),
      }),
    },
    messages: await readMessages(tx, 'referral_id', referralId),
    rules: await rulesOf(tx, row),
  };
}

/** The same with its e-mail as the rules may know it. */
export function withThanks({ facts }: Acknowledgement, mails: readonly Mail[]): AcknowledgementFacts {
  return { ...facts, thanks: mails.find(({ purpose }) => purpose === 'thanks') ?? null };
}

function readReferral(tx: Tx, referralId: string) {
  return tables(tx)
    .selectFrom('referral as r')
    .innerJoin('practice as p', 'p.id', 'r.practice_id')
    .leftJoin('client as c', (join) =>
      join.onRef('c.practice_id', '=', 'r.practice_id').onRef('c.id', '=', 'r.referrer_client_id'),
    )
    .leftJoin('professional as f', (join) =>
      join.onRef('f.practice_id', '=', 'r.practice_id').onRef('f.id', '=', 'r.referrer_professional_id'),
    )
    .select([
      'r.status',
      'r.needs_person',
      'r.clock_started_at',
      'r.opened_at',
      'r.reminded_at',
      'r.escalated_at',
    ])
    .select(['r.handed_over_at', 'r.referrer_client_id', 'r.referrer_professional_id', 'r.referrer_email'])
    .select(['c.ending', 'c.email_hash as client_hash', 'f.email_hash as colleague_hash'])
    .select(['f.may_email', 'f.opted_out_at'])
    .select(['p.policy', 'p.timezone', 'p.sending'])
    .select(standingOf(sql.ref('r.practice_id'), REFERRER_HASH, tx.now).as('suppressions'))
    .where('r.practice_id', '=', tx.practiceId)
    .where('r.id', '=', referralId)
    .executeTakeFirst();
}

async function holdsOfReferrer(tx: Tx, referralId: string, today: string) {
  const rows = await tables(tx)
    .selectFrom('client_hold as h')
    .innerJoin('referral as r', (join) =>
      join.onRef('r.practice_id', '=', 'h.practice_id').onRef('r.referrer_client_id', '=', 'h.client_id'),
    )
    .select('h.code')
    .where('r.practice_id', '=', tx.practiceId)
    .where('r.id', '=', referralId)
    .where((eb) => eb.or([eb('h.until', 'is', null), eb('h.until', '>=', today)]))
    .execute();
  return rows.map(({ code }) => code);
}

async function rulesOf(tx: Tx, row: Row): Promise<AcknowledgementRules> {
  return acknowledgementRules(row.policy, {
    isAlone: await isAlone(tx, row.policy),
    isColleague: row.referrer_professional_id !== null,
    zone: row.timezone,
    paused: row.sending === 'paused',
  });
}

async function isAlone(tx: Tx, { acknowledgement }: PracticePolicy): Promise<boolean> {
  if (acknowledgement.solo !== 'auto') return acknowledgement.solo;
  const staff = await tables(tx)
    .selectFrom('staff')
    .select(({ fn }) => ['id', 'active', fn<Role[]>('to_json', ['roles']).as('roles')])
    .where('practice_id', '=', tx.practiceId)
    .execute();
  return isSolo('auto', staff);
}

function dateOrNull(value: string | null | undefined): Date | null {
  return value ? new Date(value) : null;
}
