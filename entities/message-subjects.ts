import { Broadcast } from './broadcast.ts';
import { Client } from './client.ts';
import { Enquiry } from './enquiry.ts';
import { Professional } from './professional.ts';
import { ReferOut } from './refer-out.ts';
import { Referral } from './referral.ts';
import { idIn, inSamePractice } from './scope.ts';

/** What and whom a message is about: references within its practice, as far as they apply. */
export const messageSubjects = {
  referralId: idIn('referral_id').nullable(),
  referral: () => inSamePractice(Referral, 'referral_id').nullable(),
  clientId: idIn('client_id').nullable(),
  client: () => inSamePractice(Client, 'client_id').nullable(),
  enquiryId: idIn('enquiry_id').nullable(),
  enquiry: () => inSamePractice(Enquiry, 'enquiry_id').nullable(),
  referOutId: idIn('refer_out_id').nullable(),
  referOut: () => inSamePractice(ReferOut, 'refer_out_id').nullable(),
  professionalId: idIn('professional_id').nullable(),
  professional: () => inSamePractice(Professional, 'professional_id').nullable(),
  broadcastId: idIn('broadcast_id').nullable(),
  broadcast: () => inSamePractice(Broadcast, 'broadcast_id').nullable(),
};
