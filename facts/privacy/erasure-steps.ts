import { keyring } from '../../entities/crypto/keyring.ts';
import type { Tx } from '../transaction.ts';

/** Ids and hashes of one person, and how many rows may be touched at most. */
export type PersonIdentifiers = {
  clients: readonly string[];
  enquiries: readonly string[];
  sentIn: readonly string[];
  sentBy: readonly string[];
  professionals: readonly string[];
  /** Of addresses, and of whole names. */
  hashes: readonly string[];
};

type Step = { table: string; key?: string; set?: string; where: string };

/** `p` holds what a person left behind; each step finds only rows in which something of it is still to be read. */
const PERSON = `with p as (select ?::uuid as practice_id, ?::timestamptz as now, ?::bytea as nothing, ?::uuid[] as clients,
  ?::uuid[] as enquiries, ?::uuid[] as sent_in, ?::uuid[] as sent_by, ?::uuid[] as professionals, ?::text[] as hashes)`;

const THEIR_REFER_OUTS = `select r.id from refer_out r where r.practice_id = p.practice_id
  and (r.client_id = any(p.clients) or r.enquiry_id = any(p.enquiries))`;

/** A reply finds its way by the e-mail that it answers. */
const THEIR_MAIL = `select m.id from message m where m.practice_id = p.practice_id and (m.client_id = any(p.clients)
  or m.enquiry_id = any(p.enquiries) or m.professional_id = any(p.professionals) or m.referral_id = any(p.sent_by))`;

/** The statements that erase a person from rows that are not their own; numbers, kinds and times stay. */
export const STEPS: readonly Step[] = [
  {
    table: 'message',
    set: `"to" = null, to_hash = null, subject = null, text = null, html = null, own_words = null, added_line = null,
      words_hash = null, updated_at = p.now, why = case when t.status in ('queued', 'held') then 'erased' else t.why end,
      status = case when t.status in ('queued', 'held') then 'stopped' else t.status end`,
    where: `(t.client_id = any(p.clients) or t.enquiry_id = any(p.enquiries) or t.professional_id = any(p.professionals)
        or (t.referral_id = any(p.sent_by) and t.purpose = 'thanks') or t.to_hash = any(p.hashes) or t.refer_out_id in (${THEIR_REFER_OUTS}))
      and (coalesce(t."to", t.subject, t.text, t.html, t.own_words, t.added_line) is not null or t.to_hash is not null
        or t.words_hash is not null or t.status in ('queued', 'held'))`,
  },
  {
    table: 'client_session',
    set: 'external_ref = null, updated_at = p.now',
    where: 't.client_id = any(p.clients) and t.external_ref is not null',
  },
  {
    table: 'client',
    set: 'external_ref = null, updated_at = p.now',
    where: 't.merged_into = any(p.clients) and t.external_ref is not null',
  },
  {
    table: 'satisfaction',
    set: 'kind_words = null, may_share = false',
    where: 't.client_id = any(p.clients) and t.kind_words is not null',
  },
  { table: 'professional_touch', where: 't.professional_id = any(p.professionals)' },
  { table: 'professional_claim', where: 't.professional_id = any(p.professionals)' },
  { table: 'professional_move', where: 't.professional_id = any(p.professionals)' },
  { table: 'client_hold', where: 't.client_id = any(p.clients)' },
  { table: 'gate_override', where: 't.client_id = any(p.clients)' },
  {
    table: 'source_answer',
    where: `t.client_id = any(p.clients) or t.enquiry_id = any(p.enquiries)
      or exists (select 1 from referral r where r.practice_id = p.practice_id and r.id = any(p.sent_by)
        and (r.number = t.line_number or r.enquiry_id = t.enquiry_id))
      or exists (select 1 from client c where c.practice_id = p.practice_id and c.id = t.client_id
        and (c.source_ref = any(p.clients) or c.source_ref = any(p.professionals)))`,
  },
  {
    table: 'source',
    set: `name = p.nothing, name_hash = 'erased/' || t.id, updated_at = p.now`,
    where: `(t.client_id = any(p.clients) or t.professional_id = any(p.professionals)
        or (t.kind in ('client', 'professional') and t.name_hash = any(p.hashes)))
      and t.name_hash not like 'erased/%'`,
  },
  {
    table: 'inbound_mail',
    set: `raw = null, updated_at = p.now, status = case when t.status = 'needs_check' then 'settled' else t.status end`,
    where: `(t.client_id = any(p.clients) or t.enquiry_id = any(p.enquiries) or t.professional_id = any(p.professionals)
        or t.referral_id = any(p.sent_in) or t.referral_id = any(p.sent_by)) and (t.raw is not null or t.status = 'needs_check')`,
  },
  {
    table: 'task',
    set: `status = 'cancelled', updated_at = p.now`,
    where: `t.status = 'open' and (t.client_id = any(p.clients) or t.enquiry_id = any(p.enquiries)
      or t.professional_id = any(p.professionals)
      or (t.referral_id = any(p.sent_in) and t.kind = 'name_expires') or t.refer_out_id in (${THEIR_REFER_OUTS}))`,
  },
  {
    table: 'capacity_statement',
    set: 'places_for = array(select kept from unnest(t.places_for) as kept where kept <> all(p.professionals))',
    where: 't.places_for && p.professionals',
  },
  {
    table: 'public_token',
    key: 'hash',
    where: `t.subject_id = any(p.clients || p.enquiries || p.professionals || p.sent_in || p.sent_by)
      or t.subject_id in (${THEIR_REFER_OUTS}) or t.subject_id in (${THEIR_MAIL})`,
  },
  {
    table: 'feedback_consent',
    set: 'withdrawn_at = p.now',
    where: `t.withdrawn_at is null and (t.enquiry_id = any(p.enquiries) or t.recipient_id = any(p.professionals))`,
  },
  {
    table: 'refer_out',
    set: `status = 'closed', outcome = coalesce(t.outcome, 'unknown'), outcome_at = coalesce(t.outcome_at, p.now), updated_at = p.now`,
    where: `t.status <> 'closed' and (t.client_id = any(p.clients) or t.enquiry_id = any(p.enquiries))`,
  },
];

/** Runs one step on a bounded number of rows, and returns how many it changed. */
export async function runStep(
  tx: Tx,
  step: Step,
  identifiers: PersonIdentifiers,
  most: number,
): Promise<number> {
  const { table, set, where, key = 'id' } = step;
  const change = set ? `update "${table}" t set ${set} from p` : `delete from "${table}" t using p`;
  const [counted] = await tx.em.execute<{ n: number }[]>(
    `${PERSON}, gone as (${change} where t.practice_id = p.practice_id and t.${key} = any(array(
       select t.${key} from "${table}" t, p where t.practice_id = p.practice_id and (${where}) limit ${most} for no key update of t))
     returning 1) select count(*)::int as n from gone`,
    [
      tx.practiceId,
      tx.now.toISOString(),
      keyring().seal('', 'source.name'),
      ...[
        identifiers.clients,
        identifiers.enquiries,
        identifiers.sentIn,
        identifiers.sentBy,
        identifiers.professionals,
        identifiers.hashes,
      ].map(asArray),
    ],
  );
  return counted?.n ?? 0;
}

/** Ids and hashes hold no character that an array of PostgreSQL would have to escape. */
function asArray(values: readonly string[]): string {
  return `{${values.join(',')}}`;
}
