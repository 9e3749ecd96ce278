import { markup, type Markup } from '../../http/markup.ts';
import { Problem } from '../../http/problem.ts';
import { staffPage, type PageAsked } from '../staff-page.ts';
import { aboutStep } from './about-step.ts';
import { bringInStep } from './bring-in-step.ts';
import { consentStep } from './consent-step.ts';
import { liveStep } from './live-step.ts';
import { nextWeekStep } from './next-week-step.ts';
import { momentsStep, peopleStep, sendsStep } from './policy-steps.ts';
import { keepStep } from './set-up-acts.ts';
import { isStep, type SetUpStep } from './steps.ts';

const STEPS: Readonly<Record<SetUpStep, (asked: PageAsked) => Promise<Markup>>> = {
  about: aboutStep,
  sends: sendsStep,
  moments: momentsStep,
  people: peopleStep,
  'bring-in': bringInStep,
  consent: consentStep,
  'next-week': nextWeekStep,
  live: liveStep,
};

/** One step of the set-up: what it is, the default and why, and what can be done about it. */
export const setUpStepPage = staffPage({
  address: '/set-up/:step',
  async show(asked) {
    const { params, words, form } = asked;
    const { say } = words;
    const { step = '' } = params;
    if (!isStep(step)) throw new Problem(404, 'There is no such step.');
    const body = await STEPS[step](asked);
    const keep = step === 'live' ? null : form(keepStep, { params: { step }, label: say('setUp.keep') });
    return {
      title: say(`setUp.step.${step}`),
      body: markup`<p><a href="/set-up">${say('setUp.back')}</a></p><p>${say(`setUp.what.${step}`)}</p><p class="hint">${say(`setUp.why.${step}`)}</p>${body}${keep}`,
    };
  },
});
