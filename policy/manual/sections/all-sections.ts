import type { ManualSection } from '../chapter.ts';
import type { ManualFacts } from '../manual-facts.ts';
import { contactPathChapter } from './contact-path.ts';
import { capacityChapter } from './capacity.ts';
import { doorsChapter } from './doors.ts';
import { enquiriesChapter } from './enquiries.ts';
import { fridayChapter } from './friday.ts';
import { holdsChapter } from './holds.ts';
import { housekeepingChapter } from './housekeeping.ts';
import { mailChapter } from './mail.ts';
import { networkChapter } from './network.ts';
import { peopleChapter } from './people.ts';
import { privacyChapter } from './privacy.ts';
import { promptsChapter } from './prompts.ts';
import { referOutsChapter } from './refer-outs.ts';
import { relationshipsChapter } from './relationships.ts';
import { reviewsChapter } from './reviews.ts';
import { thanksChapter } from './thanks.ts';
import { toManyChapter } from './to-many.ts';
import { besideChapter, settingsChapter, tasksChapter, wordingsChapter } from './whatever-else.ts';

/** The chapters in the order of the page; a new promise adds its own. */
export const SECTIONS: readonly ((facts: ManualFacts) => ManualSection)[] = [
  peopleChapter,
  doorsChapter,
  thanksChapter,
  enquiriesChapter,
  promptsChapter,
  holdsChapter,
  fridayChapter,
  referOutsChapter,
  reviewsChapter,
  capacityChapter,
  relationshipsChapter,
  networkChapter,
  toManyChapter,
  contactPathChapter,
  mailChapter,
  privacyChapter,
  housekeepingChapter,
  besideChapter,
  tasksChapter,
  wordingsChapter,
  settingsChapter,
];
