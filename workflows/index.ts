export { clientJourney } from './client-journey.ts';
export { delivery } from './delivery.ts';
export { enquiry } from './enquiry.ts';
export { erasure } from './erasure.ts';
export { fridayList } from './friday-list.ts';
export { housekeeping } from './housekeeping.ts';
export { referOut } from './refer-out.ts';
export { referral } from './referral.ts';
