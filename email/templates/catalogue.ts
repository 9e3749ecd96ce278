import { TEMPLATE, type TemplateId } from '../../policy/outbound-mail/template-ids.ts';
import { BLOCKS } from './blocks.ts';
import { BROADCASTS } from './broadcasts.ts';
import { CARRIERS } from './carriers.ts';
import { CHECK_INS } from './check-ins.ts';
import { PAGES } from './pages.ts';
import { REFER_OUT } from './refer-out.ts';
import { STAFF_MAILS } from './staff-mails.ts';
import { THANKS } from './thanks.ts';
import type { Block, Mail, Page } from './template.ts';

export const PROMPT_IDS = [
  TEMPLATE.promptGoal,
  TEMPLATE.promptSession,
  TEMPLATE.promptEnding,
  TEMPLATE.promptPassive,
] as const;
export const MAIL_IDS = [
  TEMPLATE.thanksPersonal,
  TEMPLATE.thanksColleague,
  TEMPLATE.thanksClinic,
  TEMPLATE.full,
  TEMPLATE.placesAgain,
  TEMPLATE.suggestedColleagues,
  TEMPLATE.handover,
  TEMPLATE.quietSource,
  TEMPLATE.quarterlyThanksColleague,
  TEMPLATE.quarterlyThanksPersonal,
  TEMPLATE.teamNote,
  TEMPLATE.endingNote,
  TEMPLATE.followUp,
  TEMPLATE.staffReminder,
  TEMPLATE.reviewReady,
  TEMPLATE.contactPath,
  TEMPLATE.fridayList,
] as const;
export const PAGE_IDS = [
  TEMPLATE.sourceQuestion,
  TEMPLATE.promptConsent,
  TEMPLATE.introduction,
  TEMPLATE.survey,
  TEMPLATE.toldSomeone,
] as const;
export const TEMPLATE_IDS = [...PROMPT_IDS, TEMPLATE.promptFooter, ...MAIL_IDS, ...PAGE_IDS] as const;

export type PromptId = (typeof PROMPT_IDS)[number];
export type BlockId = PromptId | typeof TEMPLATE.promptFooter;
export type MailId = (typeof MAIL_IDS)[number];
export type PageId = (typeof PAGE_IDS)[number];
export type { TemplateId };

/** Every template by its id (§6). */
export const TEMPLATES: Readonly<Record<BlockId, Block> & Record<MailId, Mail> & Record<PageId, Page>> = {
  ...BLOCKS,
  ...THANKS,
  ...REFER_OUT,
  ...CHECK_INS,
  ...BROADCASTS,
  ...CARRIERS,
  ...STAFF_MAILS,
  ...PAGES,
};
