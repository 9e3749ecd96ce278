import { BLOCKS } from './blocks.ts';
import { CARRIERS } from './carriers.ts';
import { PAGES } from './pages.ts';
import { REFER_OUT } from './refer-out.ts';
import { STAFF_MAILS } from './staff-mails.ts';
import { THANKS } from './thanks.ts';
import type { Block, Mail, Page } from './template.ts';

export const PROMPT_IDS = ['m1', 'm2', 'm3', 'm3us'] as const;
export const MAIL_IDS = ['m7', 'm8', 'm9', 'm13', 'm14', 'm21', 'm22', 'm26', 'm27'] as const;
export const PAGE_IDS = ['m4', 'm5', 'm6', 'm23', 'm24'] as const;
export const TEMPLATE_IDS = [...PROMPT_IDS, 'm18', ...MAIL_IDS, ...PAGE_IDS] as const;

export type PromptId = (typeof PROMPT_IDS)[number];
export type BlockId = PromptId | 'm18';
export type MailId = (typeof MAIL_IDS)[number];
export type PageId = (typeof PAGE_IDS)[number];
export type TemplateId = (typeof TEMPLATE_IDS)[number];

/** Everything we can say (§6), under the number it has there; the words stand in `<id>.liquid`. */
export const TEMPLATES: Readonly<Record<BlockId, Block> & Record<MailId, Mail> & Record<PageId, Page>> = {
  ...BLOCKS,
  ...THANKS,
  ...REFER_OUT,
  ...CARRIERS,
  ...STAFF_MAILS,
  ...PAGES,
};
