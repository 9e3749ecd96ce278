import { markup } from '../../http/markup.ts';
import { staffPage } from '../staff-page.ts';

/** What is to be done now, in order (S34). */
export const todayPage = staffPage({
  address: '/today',
  show: async ({ ask, words }) => {
    const { items } = await ask('GET /tasks');
    return { title: words.say('tasks.today'), body: markup`<p>${items.length}</p>` };
  },
});
