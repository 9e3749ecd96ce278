export { clientJourney } from './client-journey.ts';
export { delivery } from './delivery.ts';
export { enquiry } from './enquiry.ts';
export { fridayList } from './friday-list.ts';
export { referOut } from './refer-out.ts';
export { referral } from './referral.ts';
