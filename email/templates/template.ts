import type { z } from 'zod';
import type { Profile } from '../../policy/practice/practice-terms.ts';
import type { Disclosable } from '../../policy/disclosures/disclosure.ts';
import type { MILESTONES } from '../../policy/practice/policy-sections.ts';
import type { Subject } from '../../policy/outbound-mail/subjects.ts';
import type { Samples } from './samples.ts';

export type MilestoneKind = (typeof MILESTONES)[number];
type Audience = 'client' | 'professional' | 'staff';

type Declared = {
  purpose: string;
  audience: Audience;
  variables: z.ZodObject;
  samples: Samples;
};

/** An e-mail of its own. */
export type Mail = Declared & {
  form: 'mail';
  isAcknowledgement: boolean;
  tag: 'acknowledgement' | 'staff-reminder' | 'note' | 'friday-list' | 'broadcast' | 'team-note';
  subject: Subject;
  /** What it discloses to its reader about another person; null: nothing. */
  tells: Disclosable | null;
  /** Otherwise forbidden words that this message's general sentences need. */
  allowedWords: readonly string[];
  /** Optional variables that must have their place all the same: whatever is put there is in the mail, once. */
  places: readonly string[];
  /** Optional variables that must not stand in the first 90 characters: another person's name. */
  notEarly: readonly string[];
};

/** Words that are embedded in an e-mail: a prompt (S2) or its footer. `moments`: the milestone kinds that it is for. */
export type Block = Declared & { form: 'block' } & (
    | { part: 'prompt'; moments: readonly MilestoneKind[]; profile: Profile }
    | { part: 'footer' }
  );

/** Words of a public page. `lines`: what each line is for, in this order; empty lines do not count. Null: one text. */
export type Page = Declared & { form: 'page'; lines: readonly string[] | null };
