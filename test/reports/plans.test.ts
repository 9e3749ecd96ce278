import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { growPractice } from '../../bench/giant.ts';
import { Practice } from '../../entities/practice.ts';
import type { Tx } from '../../facts/transaction.ts';
import type { ReportName } from '../../policy/reports/report-terms.ts';
import { ALL_REPORTS } from '../../reports/index.ts';
import { answerReport } from '../../reports/shared/answer.ts';
import { DAY_MS } from '../support/clock.ts';
import { inPractice } from '../support/in-practice.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { TestPractice } from '../support/practice.ts';

const LEARNING = ['client_practice_id_first_attended_at_index'];
const ENQUIRIES = ['enquiry_practice_id_received_at_index'];
const REFERRALS = ['referral_practice_id_received_at_index'];
const LOG_BY_KIND = ['source_log_line_practice_id_kind_received_at_index'];
const CORRECTIONS = ['source_log_line_corrections_index'];
const SESSIONS = ['client_session_attended_at_index'];
const OF_A_CLIENT = ['client_session_practice_id_client_id_at_index'];

/** What each is to look up by, beside what says whether it is still learning. */
const MEANT: Record<ReportName, readonly string[]> = {
  'acquisition-cost': [...LOG_BY_KIND, 'enquiry_practice_id_client_id_index'],
  concentration: [...LOG_BY_KIND],
  generations: [...LOG_BY_KIND],
  projection: [],
  'quiet-sources': [],
  'top-referrers': [...LOG_BY_KIND],
  funnel: [...ENQUIRIES, ...REFERRALS],
  conversion: [...ENQUIRIES, ...OF_A_CLIENT],
  leaks: [...ENQUIRIES, ...REFERRALS],
  completeness: [],
  acknowledgement: REFERRALS,
  'carrier-timing': ['message_practice_id_counts_from_index'],
  consent: ['prompt_consent_practice_id_client_id_at_index'],
  effects: [...REFERRALS, ...SESSIONS],
  moments: [...REFERRALS, ...CORRECTIONS, 'milestone_practice_id_carried_at_index'],
  satisfaction: [...SESSIONS, ...REFERRALS],
  kept: [...SESSIONS, ...OF_A_CLIENT],
};

/** Scans that this connection has not yet counted for everybody to see: of what it did before, too. */
const SCANS = `select c.relname as name, c.relkind as kind, pg_stat_get_xact_numscans(c.oid)::int as scans from pg_class c
  where c.relkind in ('i', 'r') and c.relnamespace = 'public'::regnamespace`;
type Scans = { name: string; kind: string; scans: number };

let kindword: TestKindword;
let practice: TestPractice;

beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice();
  const ask = async (method: string, path: string, body?: unknown) =>
    (await practice.call(method, path, body)).body;
  await growPractice({ ask, ownerUrl: kindword.ownerUrl }, practice.practiceId, {
    clients: 2_000,
    lines: 10_000,
  });
}, 120_000);
afterAll(() => kindword.stop());

test.each(Object.values(ALL_REPORTS).map((report) => [report.name, report] as const))(
  'The report %s reads no large table from end to end, but by the indexes meant for it',
  async (name, report) => {
    const used = await inPractice(kindword, practice, async (tx) => {
      const settings = await tx.em.findOneOrFail(Practice, practice.practiceId);
      await tx.em.execute('set local enable_seqscan = off');
      const before = new Map((await scans(tx)).map((one) => [one.name, one.scans]));
      await answerReport(tx, settings, report, {
        period: { from: new Date(tx.now.getTime() - 365 * DAY_MS), to: tx.now },
        by: report.byDefault ?? null,
        reader: { sees: 'all' },
      });
      return (await scans(tx)).filter((one) => one.scans > (before.get(one.name) ?? 0));
    });
    expect(used.filter(({ kind }) => kind === 'r').map((one) => one.name)).toEqual([]);
    expect(used.map((one) => one.name)).toEqual(expect.arrayContaining([...LEARNING, ...MEANT[name]]));
  },
);

function scans({ em }: Tx): Promise<Scans[]> {
  return em.execute<Scans[]>(SCANS);
}
