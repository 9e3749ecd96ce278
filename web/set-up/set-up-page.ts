import { markup } from '../../http/markup.ts';
import { SET_UP_STEPS } from '../../policy/practice/practice-terms.ts';
import { taskList } from '../parts/task-list.ts';
import { staffPage } from '../staff-page.ts';
import { goLive, keepStep, saveAbout, saveMoments, savePeople, saveSends } from './set-up-acts.ts';
import { readSteps } from './steps.ts';

/** From nothing to a rehearsal, in any order: each step with what it is and how far it is. */
export const setUpPage = staffPage({
  address: '/set-up',
  acts: [saveAbout, saveSends, saveMoments, savePeople, keepStep, goLive],
  async show(asked) {
    const { say } = asked.words;
    const states = await readSteps(asked);
    const settled = [...states.values()].filter((state) => state !== 'open').length;
    const steps = SET_UP_STEPS.map((step) => {
      const state = states.get(step) ?? 'open';
      return {
        href: `/set-up/${step}`,
        title: say(`setUp.step.${step}`),
        hint: say(`setUp.what.${step}`),
        state: say(`setUp.state.${state}`),
        isDone: state !== 'open',
      };
    });
    const how = say('setUp.howFar', { settled, all: SET_UP_STEPS.length });
    return {
      title: say('setUp.title'),
      body: markup`<p>${say('setUp.lead')}</p><p>${how}</p>${taskList(say('setUp.steps'), steps)}<p class="hint">${say('setUp.demo')}</p>`,
    };
  },
});
