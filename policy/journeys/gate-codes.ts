import type { Role } from '../access/routes.ts';

/** E numbers where domain rules have one, in the order in which the first closed gate is shown; then the further codes. */
export const GATE_CODES = [
  'no_consent',
  'objected',
  'minor',
  'held',
  'complaint',
  'deceased',
  'mid_process',
  'too_early',
  'missed_session',
  'unpaid',
  'low_satisfaction',
  'drop_out',
  'referred_on',
  'third_party_payer',
  'shared_work',
  'fee_review',
  'too_often',
  'do_not_email',
  'suppressed',
  'not_live',
  'not_a_moment',
  'no_carrier',
  'stale_data',
  'while_full',
  'expired',
] as const;
export type GateCode = (typeof GATE_CODES)[number];

type GateRule = {
  rule: string;
  /** No setting and nobody may open it. */
  hard: boolean;
  /** What becomes of a milestone that meets it: it waits for the gate to open, or is let go. */
  then: 'wait' | 'let_go';
  /** Who may decide that it does not apply to one client for a while. */
  mayOverride: readonly Role[];
};

const closed = { hard: true, then: 'let_go', mayOverride: [] } as const;

/** The gate of §2.3 as a table. */
export const GATES: Readonly<Record<GateCode, GateRule>> = {
  no_consent: { rule: 'E1', ...closed },
  objected: { rule: 'E2', ...closed },
  minor: { rule: 'E3', ...closed },
  held: { rule: 'E4 E5 E7 E9 E20 E21', ...closed },
  complaint: { rule: 'E6', ...closed },
  deceased: { rule: 'E8', ...closed },
  mid_process: { rule: 'E10', hard: false, then: 'wait', mayOverride: ['practitioner'] },
  too_early: { rule: 'E11', hard: false, then: 'let_go', mayOverride: ['practitioner'] },
  missed_session: { rule: 'E12', hard: false, then: 'wait', mayOverride: ['owner', 'deputy', 'desk'] },
  unpaid: { rule: 'E13', hard: false, then: 'wait', mayOverride: ['owner'] },
  low_satisfaction: { rule: 'E14', hard: false, then: 'let_go', mayOverride: ['practitioner'] },
  drop_out: { rule: 'E15', ...closed },
  referred_on: { rule: 'E16', hard: false, then: 'let_go', mayOverride: ['owner'] },
  third_party_payer: { rule: 'E17', hard: false, then: 'let_go', mayOverride: ['owner'] },
  shared_work: { rule: 'E18', ...closed },
  fee_review: { rule: 'E19', hard: false, then: 'let_go', mayOverride: ['owner'] },
  too_often: { rule: 'E22', ...closed },
  do_not_email: { rule: 'E23', ...closed },
  suppressed: { rule: 'E2', ...closed },
  not_live: { rule: '§5a.3', ...closed },
  not_a_moment: { rule: 'S6', hard: false, then: 'let_go', mayOverride: [] },
  no_carrier: { rule: 'S12', hard: false, then: 'wait', mayOverride: [] },
  stale_data: { rule: '§2.5', hard: false, then: 'wait', mayOverride: [] },
  while_full: { rule: 'D7', hard: false, then: 'wait', mayOverride: [] },
  expired: { rule: 'S16', hard: false, then: 'let_go', mayOverride: [] },
};

/** Of several gates that close, the one that is shown: the first HARD one, then in E order (§5a.4). */
export function shownCode(codes: ReadonlySet<GateCode>): GateCode | null {
  const inOrder = GATE_CODES.filter((code) => codes.has(code));
  return inOrder.find((code) => GATES[code].hard) ?? inOrder[0] ?? null;
}
