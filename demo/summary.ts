import { z } from 'zod';
import { SourceLogLineView } from '../api/schemas/source-log-line.ts';
import { ReferralView } from '../api/schemas/referral.ts';
import type { Running } from '../embedded/running.ts';
import type { Referral } from './desk.ts';
import { QUICK_DEADLINE_MS, type Cast } from './set-up.ts';
import type { Teller } from './teller.ts';

type Places = Pick<Running, 'api' | 'outbox' | 'temporalUi'> & { keyFile: string };

const HOW = { phone: 'by telephone', card: 'by card', in_person: 'in person' } as const;
const Message = z.object({ referralId: z.uuid().nullable(), to: z.string().nullable() });

/** What was logged, who was thanked, and where to look at it. */
export async function summary(cast: Cast, places: Places, teller: Teller): Promise<void> {
  const referrals = (await cast.desk.list('/referrals?limit=200', ReferralView)).toReversed();
  teller.title('Who told us, and how they were thanked');
  table(
    ['No.', 'Who told us', 'Thanked', 'After', 'By'],
    referrals.map((referral) => rowOf(referral, cast)),
    teller,
  );

  const late = referrals.filter(({ acknowledgement }) => acknowledgement.late);
  teller.check(
    late.length === 0,
    'Everybody was thanked in time.',
    `Thanked too late: number ${late.map(({ number }) => number).join(', ')}.`,
  );

  const lines = await cast.desk.list('/source-log', SourceLogLineView);
  teller.title('The source log: one line each, no gaps, never changed');
  table(
    ['No.', 'Kind', 'Source', 'Channel', 'Received'],
    lines.map((line) => [
      String(line.number),
      line.kind,
      line.sourceKind,
      line.channel,
      clock(line.receivedAt),
    ]),
    teller,
  );

  const reminders = await cast.desk.list('/messages?template=m26&limit=200', Message);
  teller.note(
    `Staff had ${reminders.length} short notes, each a number and a link. No mail named a person who was sent.`,
  );
  teller.title('Where to look');
  teller.aside(`mails    ${places.outbox}/outbox`);
  teller.aside(`the API  ${places.api}/docs   (the owner's key: ${places.keyFile})`);
  if (places.temporalUi === '') return;
  for (const { number, workflowId } of referrals)
    teller.aside(
      `run ${String(number).padEnd(3)}  ${places.temporalUi}/namespaces/default/workflows/${encodeURIComponent(workflowId)}`,
    );
}

/** "After" runs as the promise does: from when we heard of it, or from the yes to thanking, whichever is later. */
function rowOf(
  { number, referrer, acknowledgement }: Referral,
  { clients, colleagues, staff }: Cast,
): string[] {
  const { byHand, delivery, sentAt, dueAt, by } = acknowledgement;
  const name =
    nameIn(clients, referrer.clientId) ??
    nameIn(colleagues, referrer.professionalId) ??
    referrer.firstName ??
    'somebody';
  const seconds =
    sentAt && dueAt ? Math.round((Date.parse(sentAt) - Date.parse(dueAt) + QUICK_DEADLINE_MS) / 1_000) : null;
  return [
    String(number),
    name,
    byHand ? HOW[byHand] : `by e-mail${delivery ? `, ${delivery}` : ''}`,
    seconds === null ? 'not yet' : `${seconds} s`,
    by === undefined || by === 'automatic' ? 'itself' : (staff.get(by) ?? 'staff'),
  ];
}

function nameIn(people: ReadonlyMap<string, string>, id: string | undefined): string | null {
  return [...people].find(([, known]) => known === id)?.[0] ?? null;
}

function clock(at: string): string {
  return new Date(at).toLocaleTimeString('en-GB', { timeZone: 'Europe/London' });
}

function table(head: string[], rows: readonly string[][], teller: Teller): void {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  for (const row of [head, ...rows])
    teller.aside(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}
