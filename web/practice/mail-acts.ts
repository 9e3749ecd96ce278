import { act } from '../staff-page.ts';
import { SENDING } from '../../policy/practice/practice-terms.ts';

export const setSending = act({
  does: 'PATCH /practice',
  address: '/practice/mail/sending',
  said: ({ answer }) => `practice.mail.said.${answer.sending}`,
  to: () => '/practice/mail',
  body: (fields) => ({ sending: fields.get('sending') }),
});

export const saveSender = act({
  does: 'PATCH /practice',
  address: '/practice/mail',
  said: 'practice.mail.said.sender',
  // `from` is where a form stands.
  fieldOf: (path) => (path === 'from' ? 'from-address' : path),
  body: (fields) => ({
    neutralSenderName: fields.get('neutralSenderName'),
    from: fields.get('from-address'),
    replyTo: fields.get('replyTo'),
    hasAutoresponder: fields.get('hasAutoresponder') === 'yes',
  }),
});

export const setToken = act({
  does: 'PATCH /practice',
  address: '/practice/mail/server',
  said: 'practice.mail.said.token',
  body: (fields) => ({ postmarkServerToken: fields.get('postmarkServerToken') ?? '' }),
});

export const removeToken = act({
  does: 'PATCH /practice',
  address: '/practice/mail/server/remove',
  said: 'practice.mail.said.tokenRemoved',
  body: () => ({ postmarkServerToken: null }),
});

export const issueCredential = act({
  does: 'POST /practice/hook-credentials',
  said: 'practice.mail.said.credential',
  shows: 'once',
});

export const endCredential = act({
  does: 'DELETE /practice/hook-credentials/:id',
  address: '/practice/hook-credentials/:id/end',
  said: 'practice.mail.said.credentialEnded',
});

/** The ways in which mail may leave, or not, that are not the present one. */
export function otherSending(now: (typeof SENDING)[number]): (typeof SENDING)[number][] {
  return SENDING.filter((one) => one !== now);
}
