export { referral } from './referral.ts';
