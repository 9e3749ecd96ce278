import { Practice } from '../../entities/practice.ts';
import { wrongFields } from '../refusal.ts';
import { audit, type Tx } from '../transaction.ts';

/** Another practice that sends from this address, or from this domain, one above it or one below it. */
const TAKEN = `
  select 1 from practice p, lateral (select lower(split_part(p."from", '@', 2)) as domain) s
  where p.id <> ? and (lower(p."from") = ? or (? and (s.domain = ?
    or right(s.domain, length(?) + 1) = '.' || ? or right(?, length(s.domain) + 1) = '.' || s.domain))) limit 1`;

/**
 * A domain is one practice's to send from, because the installation's mail server lets through whatever it has verified
 * for any of them. The words are the same whether somebody else has it or not yet confirmed it: nobody learns of others.
 */
export async function refuseOthersSender(
  tx: Tx,
  practice: Pick<Practice, 'id' | 'from' | 'senderDomains'>,
  from: string,
): Promise<void> {
  const domain = domainOf(from);
  if (practice.senderDomains.includes(domain)) return;
  const isNew = domain !== domainOf(practice.from);
  await tx.em.execute("select pg_advisory_xact_lock(hashtextextended('sender-domain', 0))");
  const found = await tx.em.execute<object[]>(TAKEN, [
    practice.id,
    from.toLowerCase(),
    isNew,
    domain,
    domain,
    domain,
    domain,
  ]);
  if (found.length === 0) return;
  throw wrongFields([
    {
      path: 'from',
      message:
        'This address has not been confirmed for your practice. Whoever runs this installation can confirm its domain.',
    },
  ]);
}

/** An operator has seen that this practice may send from the domain, although another does too. */
export async function allowSenderDomain(tx: Tx, domain: string): Promise<void> {
  const practice = await tx.em.findOneOrFail(Practice, { id: tx.practiceId });
  practice.senderDomains = [...new Set([...practice.senderDomains, domain.toLowerCase()])];
  audit(tx, 'change', { entity: 'practice', id: practice.id }, ['senderDomains']);
}

function domainOf(address: string): string {
  return (address.split('@').at(-1) ?? '').toLowerCase();
}
