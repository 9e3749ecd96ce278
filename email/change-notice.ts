import { SUBJECTS } from '../policy/outbound-mail/subjects.ts';
import { textToHtml } from './text-to-html.ts';

/** M29; no template of the practice, so that whoever changes a sender cannot change the warning of it first. */
export const CHANGE_NOTICE = 'm29';

type Changed = { first: string | null; what: readonly string[]; locale: string };

/** Tells an owner, without a name of anybody else, that what mails leave by or where they are reached was changed. */
export function changeNotice({ first, what, locale }: Changed) {
  const fields = new Intl.ListFormat(locale, { type: 'conjunction' }).format(what);
  const text = `Hello${first ? ` ${first}` : ''}, this was changed just now: ${fields}. If it was you, there is nothing to do. If it was not, please stop the sending and revoke the keys that you do not know.`;
  return {
    subject: SUBJECTS.teamNote,
    text,
    html: textToHtml(text, locale),
    templateVersion: CHANGE_NOTICE,
  };
}
