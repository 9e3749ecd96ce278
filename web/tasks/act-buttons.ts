import { BY_HAND } from '../../policy/referrals/acknowledgement.ts';
import { TOUCH_KINDS } from '../../policy/network/network-terms.ts';
import type { TaskAct } from '../../policy/tasks/task-acts.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { field } from '../parts/field.ts';
import { folded } from '../parts/folded.ts';
import { select } from '../parts/select.ts';
import type { PageAsked } from '../staff-page.ts';
import { elsewhere, onSubject, onTask, type Button } from './task-button.ts';
import {
  doNotSend,
  finish,
  noAnswer,
  notToday,
  reopen,
  sendAgain,
  takeBack,
  TAKEABLE,
  theyBooked,
  type Task,
} from './task-acts.ts';

/** What can be done about a task, as buttons of its row: the first is the one in solid colour. */
export function actButtons(
  asked: PageAsked,
  task: Task,
  { rowId, hasFocus }: { rowId: string; hasFocus: boolean },
): Markup {
  const made = task.acts.map((name, index) =>
    BUTTONS[name](asked, {
      task,
      rowId,
      kind: index === 0 && !OPPOSITES.includes(name) ? 'main' : 'quiet',
      hasFocus: hasFocus && index === 0,
    }),
  );
  return markup`${made}`;
}

/** What takes something back has no solid colour, so that it is not the next thing pressed. */
const OPPOSITES: readonly TaskAct[] = ['take_back', 'reopen', 'not_today', 'give'];

const under = (folder: string, id: string | null, rest = ''): string | null =>
  id === null ? null : `/${folder}/${id}${rest}`;

const BUTTONS: Readonly<Record<TaskAct, Button>> = {
  thank_now: (asked, of) =>
    onTask(finish, ({ words }) => words.say('tasks.act.thankNow'), {
      hidden: TAKEABLE,
      initial: { addLine: of.task.addedLine },
      fields: (filled) =>
        field({ name: 'addLine', label: asked.words.say('tasks.ownLine'), max: 200 }, filled),
    })(asked, of),
  by_hand: (asked, of) => {
    const form = onTask(finish, ({ words }) => words.say('tasks.act.byHand'), {
      initial: { byHand: BY_HAND[0] },
      fields: (filled) =>
        select(
          {
            name: 'byHand',
            label: asked.words.say('tasks.how'),
            options: BY_HAND.map((value) => ({ value, label: asked.words.say(`terms.byHand.${value}`) })),
          },
          filled,
        ),
    })(asked, of);
    return of.kind === 'main' ? form : folded(asked.words.say('tasks.byHand'), form);
  },
  let_go: onTask(finish, ({ words }) => words.say('tasks.act.letGo'), { hidden: { letGo: 'yes' } }),
  done: onTask(finish, ({ words }) => words.say('tasks.act.done')),
  reached: onTask(finish, ({ words }) => words.say('tasks.act.reached')),
  came: onTask(finish, ({ words }) => words.say('tasks.act.came')),
  spoke: (asked, of) =>
    onTask(finish, ({ words }) => words.say('tasks.act.spoke'), {
      initial: { by: TOUCH_KINDS[0] },
      fields: (filled) =>
        select(
          {
            name: 'by',
            label: asked.words.say('tasks.how'),
            options: TOUCH_KINDS.filter((one) => one !== 'email').map((value) => ({
              value,
              label: asked.words.say(`terms.contactKind.${value}`),
            })),
          },
          filled,
        ),
    })(asked, of),
  say_hello: onTask(finish, ({ words }) => words.say('tasks.act.sayHello'), {
    hidden: { ...TAKEABLE, by: 'email' },
  }),
  no_answer: onSubject(
    noAnswer,
    (task) => task.enquiryId,
    ({ words }) => words.say('tasks.act.noAnswer'),
  ),
  booked: onSubject(
    theyBooked,
    (task) => task.enquiryId,
    ({ words }) => words.say('tasks.act.booked'),
    { stage: 'booked' },
  ),
  resend: onSubject(
    sendAgain,
    (task) => task.messageId,
    ({ words }) => words.say('tasks.act.resend'),
    TAKEABLE,
  ),
  cancel: onSubject(
    doNotSend,
    (task) => task.messageId,
    ({ words }) => words.say('tasks.act.cancel'),
  ),
  take_back: onSubject(
    takeBack,
    (task) => task.messageId,
    ({ words }) => words.say('tasks.act.takeBack'),
  ),
  reopen: onTask(reopen, ({ words }) => words.say('tasks.act.takeBack')),
  not_today: onTask(notToday, ({ words }) => words.say('tasks.act.notToday')),
  give: (asked, { task, rowId }) =>
    markup`<details class="give" hx-get="/tasks/${task.id}/give" hx-trigger="toggle once" hx-target="find div" hx-select="#give-${task.id}" hx-swap="innerHTML"><summary aria-describedby="${rowId}-title">${asked.words.say('tasks.act.give')}</summary><div><a href="/tasks/${task.id}/give">${asked.words.say('tasks.act.chooseWho')}</a></div></details>`,
  match: elsewhere(
    (task) => under('referrals', task.referralId),
    ({ words }) => words.say('tasks.act.match'),
  ),
  close: elsewhere(
    (task) => under('enquiries', task.enquiryId, '/close') ?? under('privacy/cases', task.subjectId),
    ({ words }) => words.say('tasks.act.close'),
  ),
  refer_out: elsewhere(
    (task) => under('enquiries', task.enquiryId, '/refer-out'),
    ({ words }) => words.say('tasks.act.referOut'),
  ),
  answer_source: elsewhere(
    (task) => under('enquiries', task.enquiryId) ?? '/sources',
    ({ words }) => words.say('tasks.act.answerSource'),
  ),
  settle: elsewhere(
    (task) => under('inbound-mails', task.subjectId),
    ({ words }) => words.say('tasks.act.open'),
  ),
  offer: elsewhere(
    (task) => under('refer-outs', task.referOutId),
    ({ words }) => words.say('tasks.act.offer'),
  ),
  outcome: elsewhere(
    (task) => under('refer-outs', task.referOutId),
    ({ words }) => words.say('tasks.act.outcome'),
  ),
  merge: elsewhere(
    (task) => under('clients', task.clientId, '/merge'),
    ({ words }) => words.say('tasks.act.merge'),
  ),
  state_capacity: elsewhere(
    () => '/capacity',
    ({ words }) => words.say('tasks.act.stateCapacity'),
  ),
  balance: elsewhere(
    () => '/privacy/people',
    ({ words }) => words.say('tasks.act.balance'),
  ),
};
