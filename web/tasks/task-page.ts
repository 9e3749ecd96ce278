import { markup } from '../../http/markup.ts';
import { list } from '../parts/list.ts';
import { select } from '../parts/select.ts';
import { staffPage } from '../staff-page.ts';
import { give, ROW_ACTS } from './task-acts.ts';
import { rowIdOf, taskRow } from './task-row.ts';

/** One thing to do, by itself. */
export const taskPage = staffPage({
  address: '/tasks/:id',
  acts: ROW_ACTS,
  async show(asked) {
    const { ask, words, params } = asked;
    const task = await ask('GET /tasks/:id', { params: { id: params['id'] ?? '' } });
    const body = list({
      id: 'todo',
      label: words.say('tasks.list'),
      rows: [taskRow(asked, task)],
      empty: '',
    });
    return {
      title: words.say('tasks.one'),
      body: markup`${body}<p><a href="/today">${words.say('tasks.today')}</a></p>`,
    };
  },
});

/** Who is to do it instead: whoever may, and is here today. */
export const givePage = staffPage({
  address: '/tasks/:id/give',
  acts: [give],
  async show(asked) {
    const { ask, words, params, form } = asked;
    const task = await ask('GET /tasks/:id', { params: { id: params['id'] ?? '' } });
    const { items: staff } = await ask('GET /staff', { query: { limit: '200' } });
    const options = staff
      .filter(({ active, id }) => active && id !== task.assigneeId)
      .map(({ id, name }) => ({ value: id, label: name }));
    const to = form(give, {
      params: { id: task.id },
      label: words.say('tasks.act.giveIt'),
      kind: 'main',
      row: rowIdOf(task.id),
      backTo: '/today',
      fields: (filled) => select({ name: 'staffId', label: words.say('tasks.giveTo'), options }, filled),
    });
    const body = list({
      id: 'todo',
      label: words.say('tasks.list'),
      rows: [taskRow(asked, { ...task, acts: [] })],
      empty: '',
    });
    return { title: words.say('tasks.giveTo'), body: markup`${body}<div id="give-${task.id}">${to}</div>` };
  },
});
