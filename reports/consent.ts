import { forecastPolicy } from '../facts/journeys/simulate-policy.ts';
import type { Tx } from '../facts/transaction.ts';
import type { GateCode } from '../policy/journeys/gate-codes.ts';
import { HIDDEN, leftOf, type Figure, type Hidden } from '../policy/reports/hidden.ts';
import { hideSmall, isSmall } from '../policy/reports/small-numbers.ts';
import { onLadder } from './shared/on-ladder.ts';
import { whole } from './shared/report.ts';

export const CONSENT_METER = ['given', 'declined', 'withdrawn', 'not_asked'] as const;
type Answer = (typeof CONSENT_METER)[number];

type Row = { status: Answer; count: Figure };
type Body = {
  n: Figure;
  rows: Row[];
  asked: Figure;
  yes: Figure;
  /** Prompts a quarter; null: too little is known yet. */
  letsThrough: Figure | null;
  removesMost: GateCode | null | Hidden;
  words: string;
};

/** What the rules let through is not told with it. */
const UNTOLD = { letsThrough: HIDDEN, removesMost: HIDDEN } as const;

/** Consent to prompts, and what it lets through (D2): of who is active today, whatever the period. */
export const consent = whole<Body>({
  name: 'consent',
  question: 'How many clients were asked whether they may be prompted, and what that lets through',
  definition:
    'Clients whose work with us has not ended, and who had an appointment or became known in the last 365 days, by the latest word that was recorded of each; as of now, whatever period is asked for. Asked: everybody who answered. Prompts a quarter: what the rules in force would let through, from the last 91 days.',
  async read({ tx, practice }) {
    const counts = await countAnswers(tx);
    const { promptsPerQuarter, removed } = await forecastPolicy(tx, practice);
    return bodyOf(
      counts.reduce((sum, count) => sum + count, 0),
      counts,
      {
        letsThrough: promptsPerQuarter,
        removesMost: removed.find(({ count }) => count > 0)?.code ?? null,
      },
    );
  },
  withoutPeople: (body) => body,
  suppressed(body) {
    const counts = countsIn(body);
    const n = counts.reduce((sum, count) => sum + count, 0);
    const shown = hideSmall(counts).map((count) => count ?? HIDDEN);
    return bodyOf(isSmall(n) ? HIDDEN : n, shown, UNTOLD);
  },
  withheld: { asked: HIDDEN, yes: HIDDEN, ...UNTOLD, words: 'not shown' },
  rounded(body) {
    const counts = countsIn(body);
    const n = counts.reduce((sum, count) => sum + count, 0);
    return bodyOf(onLadder(n), counts.map(onLadder), UNTOLD);
  },
});

function bodyOf(
  n: Figure,
  counts: readonly Figure[],
  through: Pick<Body, 'letsThrough' | 'removesMost'>,
): Body {
  const rows = CONSENT_METER.map((status, index): Row => ({ status, count: counts[index] ?? HIDDEN }));
  const countOf = (status: Answer): Figure => rows.find((row) => row.status === status)?.count ?? HIDDEN;
  const asked = leftOf(n, countOf('not_asked'));
  const yes = countOf('given');
  return { n, rows, asked, yes, ...through, words: `asked ${word(asked)} of ${word(n)}, yes ${word(yes)}` };
}

function word(count: Figure): string {
  return count === HIDDEN ? '(too few to show)' : String(count);
}

function countsIn({ rows }: Body): number[] {
  return rows.map(({ count }) => (count === HIDDEN ? 0 : count));
}

const QUESTION = `
  select latest.status, count(*)::int as count from client c
  left join lateral (select x.status from prompt_consent x where x.practice_id = c.practice_id and x.client_id = c.id
    order by x.recorded_at desc, x.id desc limit 1) latest on true
  where c.practice_id = ? and c.ending is null and c.merged_into is null
    and (c.created_at > ?::timestamptz - interval '365 days' or exists (select 1 from client_session s
      where s.practice_id = c.practice_id and s.client_id = c.id and s.at > ?::timestamptz - interval '365 days'
        and s.status <> 'cancelled'))
  group by latest.status`;

type Found = { status: Exclude<Answer, 'not_asked'> | null; count: number };

/** Those who are active today, in the order of the meter. */
async function countAnswers(tx: Tx): Promise<number[]> {
  const now = tx.now.toISOString();
  const found = await tx.em.execute<Found[]>(QUESTION, [tx.practiceId, now, now]);
  return CONSENT_METER.map(
    (status) => found.find((row) => (row.status ?? 'not_asked') === status)?.count ?? 0,
  );
}
