import { dateIn } from '../../../facts/practice/practice-today.ts';
import { isQuietDay } from '../../../policy/calendar/holidays.ts';
import { isOpen } from '../../../policy/calendar/send-window.ts';
import { toMs } from '../../../policy/calendar/duration.ts';
import { dayBefore, DAY_MS, HOUR_MS, ZONE, type Note } from './client-memory.ts';
import type { Prompt, Seen, Watch } from './one-journey.ts';

/** Each rule in its own words: what it says where it is broken. Nothing here asks `policy/` what it thinks. */
type Broken = [what: string, isBroken: boolean];

const NEVER_WHILE = ['held', 'minor', 'complaint', 'shared_work', 'do_not_email'] as const;
const OWNERS_MATTER = ['unpaid', 'third_party_payer', 'fee_review'] as const;

/** Watches every note and every prompt of a life, at the instant at which it leaves. */
export const WATCH: Watch = {
  note: (seen, note) => broken('note', note.key, [...everyNote(seen), ...automaticNote(seen, note)]),
  prompt: (seen, prompt) =>
    broken('prompt', prompt.milestone.id, [
      ...hardRules(seen),
      ...frequency(seen, prompt),
      ...momentOf(seen, prompt),
      ...softRules(seen, prompt),
    ]),
  close: (seen) => broken('close', seen.now.toISOString(), atRest(seen)),
};

function broken(what: string, which: string, rules: readonly Broken[]): string[] {
  return rules.filter(([, isBroken]) => isBroken).map(([rule]) => `${what} ${which}: ${rule}`);
}

function everyNote({ journey }: Seen): Broken[] {
  return [
    ['nobody may be written to without an address', !journey.has.email],
    [
      'nobody is written to who asked us to stop, or whose address takes no mail',
      journey.suppressed !== null,
    ],
    ['nobody who has died is written to', journey.ending === 'deceased'],
    ['whoever said no e-mail gets none', holds(journey, 'do_not_email')],
    ['nothing leaves while the practice has paused', journey.sending === 'paused'],
  ];
}

/** S13–S16, §4.2, §5a.3 */
function automaticNote({ now, journey }: Seen, note: Note): Broken[] {
  const about = journey.aboutOf(note);
  if (about === null) return [['a person asked for it', note.askedBy === null]];
  const { carrierTiming, sendWindows, alreadySends } = journey.policy;
  const sinceMs = now.getTime() - about.at.getTime();
  const window = sendWindows === 'always' ? 'always' : sendWindows.clients;
  const quiet = sendWindows === 'always' ? 'none' : sendWindows.holidays;
  const isOfSession = !about.ending;
  const others = journey.notes.filter(({ id, goneAt }) => id !== note.id && goneAt !== null);
  const lastMs = others
    .filter(({ carrier }) => carrier === 'follow_up' || carrier === 'review_note')
    .map(({ goneAt }) => now.getTime() - (goneAt?.getTime() ?? 0));
  const sends: Record<Note['carrier'], boolean> = {
    follow_up: alreadySends.follow_up !== 'never',
    ending_note: alreadySends.ending_note,
    review_note: alreadySends.review_note,
    intake_form: false,
  };
  const limit = about.ending ? carrierTiming.endingLimit : carrierTiming.limit;
  return [
    ['not in the window or on a quiet day', !isOpen(window, ZONE, now, (date) => isQuietDay(quiet, date))],
    ['before its time', sinceMs < toMs(carrierTiming.notBefore)],
    ['after its limit', sinceMs >= toMs(limit)],
    ['about something from before going live', journey.wentLiveAt !== null && about.at < journey.wentLiveAt],
    ['a second one within twenty hours', isOfSession && lastMs.some((ms) => ms < 20 * HOUR_MS)],
    ['the practice does not send this', !sends[note.carrier]],
    [
      'a second one about the same',
      others.some(({ key }) => key.endsWith(note.key.slice(note.key.indexOf('/')))),
    ],
  ];
}

/** E1–E9, E15, E18, E20–E23, §2.7, §2.9 */
function hardRules({ now, journey }: Seen): Broken[] {
  const read = journey.read(now);
  const strict = read.rules.gate.strict;
  const last = journey.consents.at(-1);
  const age = read.facts.gate.yearsSinceBirthYear;
  const today = dateIn(ZONE, now);
  const closed = journey.complaintOver(today);
  return [
    ['without a yes (E1)', last?.status !== 'given'],
    ['without a written yes (§2.9)', strict && last?.channel === 'spoken'],
    ['to a current client (§2.9)', strict && journey.ending === null],
    ['perhaps under 18 (E3)', age !== null && age <= 18],
    ...NEVER_WHILE.map((code): Broken => [`while ${code}`, holds(journey, code)]),
    ['within six months of a complaint (E6)', closed !== null && today < dayBefore(closed, -183)],
    [
      'after a death, a drop-out, or an ending of ours (E8, E15)',
      isIn(journey.ending, ['deceased', 'drop_out', 'ended_by_practice']),
    ],
    ['at a mailbox that others read (E23)', journey.has.sharedMailbox],
    [
      'more than 30 days after the ending (§2.7)',
      journey.endedOn !== null && today > dayBefore(journey.endedOn, -31),
    ],
  ];
}

/** E22, §2.5 */
function frequency({ now, journey }: Seen, { milestone, note, rehearsed }: Prompt): Broken[] {
  const earlier = journey.prompts.filter((one) => one.gone && (rehearsed || !one.rehearsed));
  const pause = toMs(
    milestone.kind === 'discharge' ? journey.policy.prompt.endingCoolDown : journey.policy.prompt.coolDown,
  );
  const began = journey.episodeStartedAt;
  const thisEpisode = earlier.filter(({ at }) => began === null || at >= began);
  const referred = journey.referralsAt.at(-1);
  const isSince = (at: Date, ms: number): boolean => now.getTime() - at.getTime() < ms;
  return [
    ['one milestone twice', journey.prompts.some((one) => one.gone && one.milestone === milestone)],
    ['two in one note', journey.prompts.some((one) => one.gone && one.note === note)],
    ['too soon after the last', earlier.some(({ at }) => isSince(at, pause))],
    ['more than three in an episode', thisEpisode.length >= Math.min(3, journey.policy.prompt.maxPerEpisode)],
    [
      'too soon after they sent somebody',
      referred !== undefined && isSince(referred, toMs(journey.policy.prompt.coolDown)),
    ],
  ];
}

/** S6, S9, S12, S16, §5a.2, §5a.3 */
function momentOf({ now, journey }: Seen, { milestone, note }: Prompt): Broken[] {
  const { carrierTiming, carriers, milestones } = journey.policy;
  const from = journey.countsFrom(milestone);
  const byPerson = note.askedBy !== null;
  const sinceMs = from === null ? null : now.getTime() - from.getTime();
  const own = milestone.kind === 'discharge' ? carrierTiming.endingLimit : carrierTiming.limit;
  const limitMs = toMs(milestone.heldAt === null ? own : carrierTiming.heldLimit);
  return [
    ['a moment that the practice did not choose', !milestones.includes(milestone.kind)],
    ['in a note that may not carry it', !carriers[milestone.kind].includes(note.carrier)],
    ['before its session was', sinceMs === null && !byPerson],
    ['before it was ripe', sinceMs !== null && !byPerson && sinceMs < toMs(carrierTiming.notBefore)],
    ['after its time', sinceMs !== null && sinceMs >= limitMs],
    ['from before going live', from !== null && journey.wentLiveAt !== null && from < journey.wentLiveAt],
    ['for a milestone that was let go', milestone.status !== 'waiting'],
  ];
}

/** E10–E14, E16, E17, E19: somebody's tick or override opens them. */
function softRules({ now, journey }: Seen, { milestone }: Prompt): Broken[] {
  const today = dateIn(ZONE, now);
  const isOverridden = (code: string): boolean =>
    journey.overrides.some((one) => one.code === code && one.until >= today);
  const { gate } = journey.read(now).facts;
  const score = journey.scores.at(-1);
  const isLow =
    score !== undefined &&
    score.score <= journey.policy.prompt.satisfactionFloor &&
    now.getTime() - score.at.getTime() < 180 * DAY_MS;
  const isEarly =
    gate.attended < journey.policy.prompt.minSessions ||
    gate.firstAttendedAt === null ||
    now.getTime() - gate.firstAttendedAt < toMs(journey.policy.prompt.minSince);
  const isExempt =
    milestone.kind === 'discharge' && journey.has.plannedShort && journey.episodeStartedAt === null;
  const isMid = milestone.kind !== 'discharge' && isIn(gate.phase, ['early', 'working_through']);
  return [
    ['too early (S8)', isEarly && !isExempt && !milestone.practitionerTick && !isOverridden('too_early')],
    ['in the middle of the work (S9)', isMid && !milestone.practitionerTick && !isOverridden('mid_process')],
    ['after a missed session (E12)', gate.missedLast && !isOverridden('missed_session')],
    ['to somebody unhappy (E14)', isLow && !isOverridden('low_satisfaction')],
    ['to somebody referred on (E16)', journey.ending === 'referred_on' && !isOverridden('referred_on')],
    [
      'while the practice is full and asks nobody (D7)',
      journey.policy.prompt.whileFull === 'hold' && isFull(journey, now),
    ],
    ...OWNERS_MATTER.map((code): Broken => [`while ${code}`, holds(journey, code) && !isOverridden(code)]),
  ];
}

/**
 * A run ends only when nothing is pending, and time alone gives it no reason to begin again; but that "do not e-mail"
 * runs out on a day is noticed at the next bell.
 */
function atRest({ now, journey }: Seen): Broken[] {
  const open = journey.notes.filter(({ status }) => isIn(status, ['queued', 'sending', 'unknown']));
  const { mayWrite } = journey.read(now).facts;
  const later = mayWrite ? [HOUR_MS, 3 * DAY_MS, 20 * DAY_MS] : [];
  const again = later.map((ms) => journey.decide(new Date(now.getTime() + ms)).do);
  return [
    ['a note is open', open.length > 0],
    ['a milestone waits', journey.milestones.some(({ status }) => status === 'waiting')],
    [`later it would ${again.join(', ')}`, again.some((step) => step !== 'close')],
  ];
}

function holds({ holds: known, now }: Seen['journey'], code: string): boolean {
  const today = dateIn(ZONE, now);
  return known.some((hold) => hold.code === code && (hold.until === null || hold.until >= today));
}

function isFull({ fullTimes }: Seen['journey'], now: Date): boolean {
  return fullTimes.some(({ from, to }) => now.getTime() >= from && now.getTime() < to);
}

function isIn<T>(one: T, list: readonly T[]): boolean {
  return list.includes(one);
}
