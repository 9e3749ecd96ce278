import type { Referral } from './desk.ts';

type Event = Referral['timeline'][number];
type Names = { by: string | null; holder: string | null };

/** A line of a referral's timeline in plain words; null where the scene has said it already. */
export function inWords(
  { number, acknowledgement }: Referral,
  { what, why }: Event,
  { by, holder }: Names,
): string | null {
  const line = `Number ${number}`;
  switch (what) {
    case 'received':
      return `${line} in the source log.`;
    case 'drafted':
      return `${line}: the thanks is drafted, and the desk has a task. It goes by itself if nobody looks.`;
    case 'handed_over':
      return `${line}: a person has to look. ${why === 'unmatched' ? 'A name alone is never matched by the machine.' : ''}`.trimEnd();
    case 'matched':
      return `${line}: now it is certain who is meant, so the thanks may go.`;
    case 'permitted':
      return `${line}: we may thank. The clock starts now.`;
    case 'not_permitted':
      return `${line}: counted, and nobody is told. Without the enquirer's yes, thanks would tell too much.`;
    case 'reminded':
      return `${line}: nobody has looked yet; the desk and the deputy are reminded, by number only.`;
    case 'escalated':
      return `${line}: still waiting; it goes to the owner${holder ? `, and as she is away to ${holder}` : ''}.`;
    case 'line_added':
      return why === 'with_a_line'
        ? `${line}: ${by ?? 'somebody'} added a line; it leaves now.`
        : `${line}: ${by ?? 'somebody'} sends it now.`;
    case 'sent':
      return `${line}: thanked${acknowledgement.late ? ', late' : ' in time'}.`;
    case 'delivered':
      return `${line}: the thanks arrived.`;
    case 'bounced':
      return `${line}: the thanks came back, so nobody has been thanked yet. A person is asked.`;
    case 'thanked_by_hand':
      return `${line}: thanked ${why === 'phone' ? 'by telephone' : why === 'card' ? 'by card' : 'in person'}. No mail goes out.`;
    case 'taken_back':
      return `${line}: ${by ?? 'somebody'} took it back before it left. It waits again.`;
    case 'let_go':
      return `${line}: closed without thanks.`;
    case 'refused':
      return `${line}: the address was refused.`;
    case 'unknown':
      return `${line}: nobody can say yet whether the mail went; it is being looked up.`;
    case 'would_send':
    default:
      return `${line}: would have been sent.`;
  }
}
