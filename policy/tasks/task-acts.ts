import { mayUse } from '../access/may-use.ts';
import type { Role, RouteName } from '../access/routes.ts';
import { PRACTITIONERS_OWN, type TaskKind } from './task-kinds.ts';

/** What a person can do about a task, in one word each; the page makes buttons of them. */
export const TASK_ACTS = [
  'thank_now',
  'by_hand',
  'let_go',
  'match',
  'resend',
  'cancel',
  'done',
  'reached',
  'no_answer',
  'booked',
  'came',
  'close',
  'refer_out',
  'answer_source',
  'settle',
  'offer',
  'outcome',
  'merge',
  'say_hello',
  'spoke',
  'state_capacity',
  'balance',
  'not_today',
  'give',
  'take_back',
  'reopen',
] as const;
export type TaskAct = (typeof TASK_ACTS)[number];

type Act = readonly [TaskAct, RouteName];

const DONE: Act = ['done', 'POST /tasks/:id/done'];
const LET_GO: Act = ['let_go', 'POST /tasks/:id/done'];
const BY_HAND: Act = ['by_hand', 'POST /tasks/:id/done'];
const CLOSE: Act = ['close', 'POST /enquiries/:id/close'];
const REFER_OUT: Act = ['refer_out', 'POST /enquiries/:id/refer-out'];
const OUTCOME: Act = ['outcome', 'POST /refer-outs/:id/outcome'];

/** By kind what settles it, the main act first, and the route that each act goes to. */
const ACTS: Readonly<Record<TaskKind, readonly [Act, ...Act[]]>> = {
  thank: [['thank_now', 'POST /tasks/:id/done'], BY_HAND, LET_GO],
  thank_by_hand: [BY_HAND, LET_GO],
  match_referrer: [['match', 'POST /referrals/:id/match']],
  message_held: [
    ['resend', 'POST /messages/:id/resend'],
    ['cancel', 'POST /messages/:id/cancel'],
  ],
  look_into: [DONE],
  care_matter: [DONE],
  confirm_consent: [DONE, LET_GO],
  ask_consent: [DONE],
  get_in_touch: [
    ['reached', 'POST /tasks/:id/done'],
    ['no_answer', 'POST /enquiries/:id/attempts'],
    CLOSE,
    REFER_OUT,
  ],
  offer_booking: [['booked', 'POST /enquiries/:id/progress'], CLOSE, REFER_OUT],
  confirm_attendance: [['came', 'POST /tasks/:id/done'], CLOSE],
  check_conflict: [DONE, REFER_OUT],
  confirm_waiting: [DONE, CLOSE],
  ask_source: [['answer_source', 'POST /intake']],
  check_mail: [['settle', 'POST /inbound-mails/:id/settle'], DONE],
  thank_for_reply: [DONE, LET_GO],
  choose_colleague: [['offer', 'POST /refer-outs/:id/offer'], OUTCOME],
  check_handover: [DONE, OUTCOME],
  name_expires: [DONE],
  answer_complaint: [['close', 'POST /complaints/:id/closed']],
  report_incident: [['close', 'POST /incidents/:id/closed']],
  balance_export: [['balance', 'POST /people/export/balance']],
  answer_access: [['close', 'POST /access-requests/:id/closed']],
  erase_by_hand: [DONE],
  weigh_mention: [DONE],
  erased_returned: [DONE],
  mend_webhook: [DONE],
  stop_by_mail: [DONE],
  mail_came_back: [DONE],
  staff_mail_bounces: [DONE],
  sender_refused: [DONE],
  shared_mailbox: [['merge', 'POST /clients/:id/merge'], DONE],
  read_digest: [DONE],
  review_action: [DONE],
  check_in: [
    ['spoke', 'POST /tasks/:id/done'],
    ['say_hello', 'POST /tasks/:id/done'],
  ],
  tell_by_hand: [DONE, LET_GO],
  confirm_capacity: [['state_capacity', 'PUT /capacity/:practitionerId']],
  update_places: [DONE],
  find_successor: [DONE],
  contact_path: [DONE],
};

/** What somebody with these roles can do about a task of this kind. */
export function actsFor(kind: TaskKind, roles: readonly Role[]): TaskAct[] {
  return ACTS[kind].flatMap(([act, route]) => (mayUse(route, roles) ? act : []));
}

/** Nobody else's: a digest is about one's own absence. */
const NOBODY_ELSES: readonly TaskKind[] = ['read_digest'];

export function mayBeGiven(kind: TaskKind): boolean {
  return !NOBODY_ELSES.includes(kind);
}

/** Whether a task of this kind may be given to somebody with these roles: they can settle it. */
export function mayBeGivenTo(kind: TaskKind, roles: readonly Role[]): boolean {
  const [[, route]] = ACTS[kind];
  if (PRACTITIONERS_OWN.includes(kind)) return roles.includes('practitioner') || roles.includes('owner');
  return mayBeGiven(kind) && mayUse(route, roles);
}

/** What was promised to somebody by a moment: the thanks, the first answer, and what the law gives a clock. */
const PROMISED: ReadonlySet<TaskKind> = new Set([
  'thank',
  'thank_by_hand',
  'match_referrer',
  'get_in_touch',
  'answer_complaint',
  'report_incident',
  'answer_access',
]);

/** Whether its deadline is a promise, past which it cannot be put off. */
export function isPromise({ kind, isOfThanks }: { kind: TaskKind; isOfThanks: boolean }): boolean {
  return PROMISED.has(kind) || (kind === 'message_held' && isOfThanks);
}
