import { HIDDEN, type Figure, type Hidden } from '../policy/reports/hidden.ts';
import { shownRate } from '../policy/reports/shown-rate.ts';
import { pooled, type Cleanness, type NewClients } from '../policy/source-log/completeness.ts';
import {
  countNewClients,
  NEW_CLIENT_MEASURES,
  readWeeks,
  type NewClientMeasure,
  type WeekOfNewClients,
} from './shared/count-new-clients.ts';
import { counted } from './shared/report.ts';
import { lastWeeks } from './still-learning.ts';

type Shown = { newClients: Figure; answered: Figure; share: Figure | null };
type Last = { state: Cleanness; pooled: NewClients };
type Body = {
  n: Figure;
  answered: Figure;
  share: Figure | null;
  state: Cleanness | Hidden;
  lastThirteenWeeks: Shown;
  rows: (Shown & { week: string; over: boolean })[];
};

/** Of how many new clients the source is known, week by week (S23, S29); weeks are for who sees all figures. */
export const completeness = counted<NewClientMeasure, Last & { weeks: WeekOfNewClients[] }, Body>({
  name: 'completeness',
  question: 'Of how many new clients it is known how they came, week by week',
  definition:
    'New clients by the week (Monday to Sunday, in the practice’s time zone) of their first attended session, those who came in a file too, and of how many it is known how they came; "rather not say" counts as answered. State: the last thirteen weeks that are over, together; still_learning until the first attendance, or the founding of the practice, lies thirteen whole weeks back; then clean from nine in ten.',
  measures: NEW_CLIENT_MEASURES,
  parts: [['answered', 'new_clients']],
  matureDays: 0,
  cells: countNewClients,
  async together(question) {
    const weeks = await readWeeks(question);
    const { newClients, answered } = pooled(weeks);
    const last = await lastWeeks(question.tx, question.practice);
    return {
      cells: [{ of: {}, counts: { new_clients: newClients, answered } }],
      also: { of: new Map(), all: { ...last, weeks } },
    };
  },
  shape: ({ total, also, stillLearning }) => ({
    n: total.new_clients,
    answered: total.answered,
    share: shareOf(total.answered, total.new_clients),
    state: also?.state ?? (stillLearning ? HIDDEN : 'clean'),
    lastThirteenWeeks: also ? shown(also.pooled) : { newClients: HIDDEN, answered: HIDDEN, share: HIDDEN },
    rows: (also?.weeks ?? []).map(({ week, over, ...counts }) => ({ week, over, ...shown(counts) })),
  }),
});

function shown({ newClients, answered }: NewClients): Shown {
  return { newClients, answered, share: shareOf(answered, newClients) };
}

function shareOf(answered: Figure, newClients: Figure): Figure | null {
  return shownRate(answered, newClients).rate;
}
