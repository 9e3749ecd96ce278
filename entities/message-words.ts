import { p } from '@mikro-orm/postgresql';
import { sealed } from './crypto/sealed.ts';

/** What a message says, to whom and as whom; sealed wherever a person could be read from it. */
export const messageWords = {
  /** What it leaves as where that is not the practice's present sender: a JSON `Sender`. */
  sender: sealed('message.sender').nullable(),
  /** A person's own wording of a note. */
  ownWords: sealed('message.own_words').nullable(),
  addedLine: sealed('message.added_line').nullable(),
  to: sealed('message.to').nullable(),
  toHash: p.text().nullable(),
  subject: sealed('message.subject').nullable(),
  text: sealed('message.text').nullable(),
  html: sealed('message.html').nullable(),
  /** What is left of the words once they have been let go: enough to prove them, not to read them (§3.5). */
  wordsHash: p.text().nullable(),
};
