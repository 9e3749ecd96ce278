import { HIDDEN, type Figure } from '../policy/reports/hidden.ts';
import {
  areComparable,
  armsInWords,
  FEWEST_IN_AN_ARM,
  type Arm,
  type Effect,
} from '../policy/reports/compared-arms.ts';
import { isKnownKind, isReferralKind } from '../policy/reports/source-groups.ts';
import { shownRate, type ShownRate } from '../policy/reports/shown-rate.ts';
import { kept } from './kept.ts';
import { moments } from './moments.ts';
import { afterThanks } from './shared/after-thanks.ts';
import type { Cell } from './shared/cells.ts';
import { onLadder, rateOnLadder } from './shared/on-ladder.ts';
import { isCounted, whole, type Question, type Report } from './shared/report.ts';

type Outcome = ShownRate | { n: Figure; medianDays: Figure | null };
type Row = { question: Effect; arms: { arm: string; outcome: Outcome | null }[]; words: string };
type Body = { n: Figure; rows: Row[] };

/**
 * What may go along with what (S38): associations between groups, never a cause, and never a reason to ask one person
 * rather than another (§2.4): the rules of journeys know nothing of it.
 */
export const effects = whole<Body>({
  name: 'effects',
  question: 'What goes along with a thanks in time, with having been referred, and with the moment of asking',
  definition: `Groups side by side: an association, which does not say why. Nothing is shown of a question until each of its groups has ${FEWEST_IN_AN_ARM}. Refers again: of thanks for referrals received in the period, those of at least 180 days ago, and after which the same referrer sent somebody within 180 days. Returns sooner: days from the thanks to the next attended session of the client who was thanked, of those who have had one; the median. Within 48 hours, and later: elapsed hours since the referral, or the permission to thank, came. Referred people stay: kept as in the report "kept", people sent by a client, a friend or a colleague against those of other known sources. Moments: prompts that led to a referral as in the report "moments". It is never used to choose whom to ask. Wilson’s 80 % interval.`,
  async read(question) {
    const { again, days } = await afterThanks(question);
    const rows = [
      rowOf('refers_again', again),
      rowOf('returns_sooner', days),
      rowOf('referred_stay', await referredStay(question)),
      rowOf('moments', await byMoment(question)),
    ];
    const told = rows.flatMap(({ arms }) => arms).reduce((sum, { n }) => sum + n, 0);
    return { n: told, rows: rows.map(({ row }) => row) };
  },
  withoutPeople: (body) => body,
  suppressed: withheld,
  rounded: ({ n, rows }) => ({
    n: onLadder(n),
    rows: rows.map(({ question, arms }) => ({
      question,
      arms: arms.map(({ arm, outcome }) => ({ arm, outcome: outcome && roundedOutcome(outcome) })),
      words: 'An association: it does not say why.',
    })),
  }),
});

function roundedOutcome(outcome: Outcome): Outcome {
  return 'rate' in outcome ? rateOnLadder(outcome) : { ...outcome, n: onLadder(outcome.n) };
}

function rowOf(question: Effect, arms: readonly Arm[]): { row: Row; arms: readonly Arm[] } {
  const shows = areComparable(arms);
  return {
    row: {
      question,
      arms: arms.map((arm) => ({ arm: arm.arm, outcome: shows ? outcomeOf(arm) : null })),
      words: armsInWords(question, arms),
    },
    arms: shows ? arms : [],
  };
}

function outcomeOf(arm: Arm): Outcome {
  return 'k' in arm ? shownRate(arm.k, arm.n) : { n: arm.n, medianDays: arm.medianDays };
}

/** Read with the reports they are made of, groups would tell the numbers that those withhold. */
function withheld({ rows }: Body): Body {
  return {
    n: HIDDEN,
    rows: rows.map(({ question, arms }) => ({
      question,
      arms: arms.map(({ arm, outcome }) => ({ arm, outcome: outcome && withoutFigures(outcome) })),
      words: WITHHELD,
    })),
  };
}

const WITHHELD = 'What these groups show is for the owner.';

function withoutFigures(outcome: Outcome): Outcome {
  return 'rate' in outcome
    ? { k: HIDDEN, n: HIDDEN, rate: HIDDEN, low: HIDDEN, high: HIDDEN }
    : { n: HIDDEN, medianDays: HIDDEN };
}

async function referredStay(question: Question): Promise<Arm[]> {
  const known = (await cellsByKind(kept, question)).filter(({ of }) => isKnownKind(of.kind ?? 'unknown'));
  const armOf = (arm: string, referred: boolean): Arm => {
    const theirs = known.filter(({ of }) => isReferralKind(of.kind ?? '') === referred);
    return { arm, k: sumIn(theirs, 'kept'), n: sumIn(theirs, 'seen') };
  };
  return [armOf('referred', true), armOf('other', false)];
}

async function byMoment(question: Question): Promise<Arm[]> {
  const cells = await cellsByKind(moments, question);
  return cells
    .map((cell) => ({ arm: cell.of.kind ?? 'unknown', k: sumIn([cell], 'led'), n: sumIn([cell], 'mature') }))
    .filter(({ n }) => n > 0)
    .toSorted((one, other) => (one.arm < other.arm ? -1 : 1));
}

async function cellsByKind(report: Report, question: Question): Promise<Cell<string>[]> {
  return isCounted(report) ? report.cells(question, ['kind']) : [];
}

function sumIn(cells: readonly Cell<string>[], measure: string): number {
  return cells.reduce((total, { counts }) => total + (counts[measure] ?? 0), 0);
}
