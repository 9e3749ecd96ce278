import { dataProtectionAssessment } from './dpia.ts';
import { privacyNotice } from './notice.ts';
import { recordOfProcessing } from './record.ts';
import type { PrivacyDocument, PrivacySettings } from './text.ts';

/** Each text, made from the settings in force. */
const TEXTS: Readonly<Record<PrivacyDocument, (settings: PrivacySettings) => string>> = {
  notice: privacyNotice,
  dpia: dataProtectionAssessment,
  record: recordOfProcessing,
};

/** One of the practice's privacy texts, as Markdown. */
export function privacyText(document: PrivacyDocument, settings: PrivacySettings): string {
  return TEXTS[document](settings);
}
