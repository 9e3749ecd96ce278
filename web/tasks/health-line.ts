import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { deadline } from '../parts/clock.ts';
import type { Words } from '../words/words.ts';

type Health = SuccessOf<'GET /practice/health'>;

/** Whether the diary is read, mail leaves and the form answers, in one line. */
export function healthLine(words: Words, { diary, mail, form }: Health): Markup {
  const sentences = [
    diary.readAt === null
      ? words.say('tasks.health.noDiary')
      : words.say('tasks.health.diary', { at: words.moment(diary.readAt) }),
    mail.ok
      ? words.say('tasks.health.mailWell')
      : words.say(`tasks.health.mail.${mail.why ?? 'provider_away'}`),
    form === null
      ? words.say('tasks.health.formUntried')
      : words.say(form.ok ? 'tasks.health.formWell' : 'tasks.health.formSilent', {
          at: words.moment(form.checkedAt),
        }),
  ];
  return markup`<p class="hint">${sentences.join(' ')}</p>`;
}

/** What goes by itself next: what an empty list says. */
export function nextWords(words: Words, { next }: Health): string {
  if (next === null) return words.say('tasks.nobodyWaits');
  return words.say('tasks.nobodyWaitsNext', {
    what: words.say(`terms.purpose.${next.purpose}`),
    at: deadline(words, next.at),
  });
}
