import { markup } from '../../http/markup.ts';
import { Problem } from '../../http/problem.ts';
import { PRIVACY_DOCUMENTS } from '../../policy/privacy/text.ts';
import { staffPage } from '../staff-page.ts';
import { drawn } from './markdown.ts';

/** One of the practice's privacy texts, as its settings make it at this moment. */
export const textPage = staffPage({
  address: '/privacy/:text',
  async show({ ask, params, words }) {
    const { say } = words;
    const document = PRIVACY_DOCUMENTS.find((one) => one === params['text']);
    if (document === undefined) throw new Problem(404, 'There is no such text.');
    const { markdown, settingsChangedAt } = await ask(`GET /privacy/${document}`);
    return {
      title: say(`privacy.text.${document}`),
      body: markup`<p class="hint">${say('privacy.text.madeFrom', { day: words.day(settingsChangedAt) })}</p>
${drawn(markdown)}<p class="unprinted"><a href="/privacy">${say('privacy.back')}</a></p>`,
    };
  },
});
