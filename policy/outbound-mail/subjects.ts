/** M25: what the desk says when a client offers a friend's number (D1). */
export const WORDS_FOR_A_FRIENDS_NUMBER =
  "That's kind of you. May I give you our number to pass on instead? Then it's up to them, and we never ring out of the blue.";

/** Subject of the e-mail in which a client introduces somebody to us (M6, S18): it is theirs, so it may hold a first name. */
export const INTRODUCTION_SUBJECT = 'Introduction: {first}';

/** M6: what stands beside the button that opens that e-mail. */
export const BEFORE_AN_INTRODUCTION =
  "Please ask them first. A first name is plenty, and there's no need to say why.";

/** The only subjects any mail may have (§3.6, §6); none of them knows a person. */
export const SUBJECTS = {
  note: 'A short note from {neutral_sender_name}',
  thanks: 'Thank you',
  availability: 'Availability update',
  waiting: 'Something is waiting for you',
  fridayList: 'Your Friday list',
  signIn: 'Your sign-in link',
  teamNote: 'A note for you',
} as const;
export type Subject = keyof typeof SUBJECTS;
