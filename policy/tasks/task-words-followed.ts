import type { TaskKind } from './task-kinds.ts';

type Named = {
  number: number | null;
  client: string | null;
  enquirer: string | null;
  colleague: string | null;
  why: string | null;
};

const CONFLICT = 'Somebody whom they know well may come here already';

/**
 * Words for tasks about enquiries, inbound e-mails, referrals out, privacy and webhooks: what to do and what to say.
 */
const WORDS = {
  get_in_touch: ({ who, line, why }) =>
    `${who} got in touch (${line}). Please answer today: "Thank you for writing to us. Would you like a first call this week?" Then say that they were reached, or note the attempt.${why === 'late' ? ' This one has waited longer than you promise.' : ''}`,
  offer_booking: ({ who, line }) =>
    `${who} (${line}) was reached and has not booked. One kind word, and no more: "Would you like me to keep a time for you? It is just as fine if now is not the moment."`,
  confirm_attendance: ({ who, line }) =>
    `${who} (${line}) had a first time booked. Did they come? Say so, or close it with a reason.`,
  check_conflict: ({ who, line }) =>
    `${who} (${line}): ${CONFLICT}. Please look before anything is booked, and offer a colleague here or elsewhere where that is better. Neither person hears about the other, nor why.`,
  confirm_waiting: ({ who, line }) =>
    `${who} (${line}) has been on the waiting list for a year. Ask whether they would still like a place; if not, close it.`,
  ask_source: ({ client }) =>
    `How did ${client ?? 'this client'} hear of you? Ask at the next occasion, in passing; "rather not say" is an answer.`,
  check_mail: ({ why }) =>
    why === 'details_to_enter'
      ? "A colleague's letter came in by e-mail; it is logged and receipted. Open it, enter the person and how to reach them as an enquiry, and settle the mail as a letter."
      : `A mail came in that could not be read with certainty (${(why ?? 'unclear').replaceAll('_', ' ')}). Open it, and say what it is; nothing was done with it.`,
  thank_for_reply: ({ client }) =>
    `${client ?? 'Somebody'} answered one of your e-mails, and it seems they told someone about you. If so, press done: it is logged and they are thanked.`,
  choose_colleague: ({ who, why }) =>
    `Who could help ${who}?${why === 'declined' ? ' The last colleague has no place.' : ''} Choose somebody from the list with them, or say how it ended.`,
  check_handover: ({ who, colleague, why }) =>
    why === null
      ? `${who} was to hear from ${colleague ?? 'a colleague'}. Did they find a place? Ask ${who}, not the colleague.`
      : `${who} is happy for ${colleague ?? 'a colleague'} to have their first name and number, and no e-mail can bring it (${why.replaceAll('_', ' ')}). Ring ${colleague ?? 'the colleague'}, then press done.`,
  name_expires: ({ line }) =>
    `A first name (${line}) that nobody followed up is deleted in a week. Nothing to do, unless they have been in touch: then say so.`,
  answer_complaint: ({ why }) =>
    `A complaint about data waits for its answer: 30 days are what the law allows.${why === 'warning' ? ' Nine of them, at most, are left.' : ''} Answer, then close it.`,
  report_incident: ({ why }) =>
    `An incident is open: 72 hours from the moment you knew.${why === 'warning' ? ' A day, at most, is left.' : ''} Decide whether the regulator and the people concerned must hear of it, then close it.`,
  balance_export: () =>
    'Somebody asked for their data, and the source may say that another person comes here. Decide what they can be told, and answer them yourself.',
  erase_by_hand: ({ why }) =>
    `Our mail provider still has its copy of a person who was erased, and could not be asked by itself (${(why ?? 'see the erasure').replaceAll('_', ' ')}). Have the addresses that the erasure names removed there, then press done: they go from here too.`,
  mend_webhook: () =>
    'A program that asked to hear of things here does not answer. Mend or remove it under webhooks; what it missed can be played again.',
} satisfies Partial<Record<TaskKind, (named: Named & { who: string; line: string }) => string>>;

type FollowedKind = keyof typeof WORDS;

export function isFollowed(kind: string): kind is FollowedKind {
  return Object.hasOwn(WORDS, kind);
}

/** The task in plain words; a person is named only where staff are to speak with them. */
export function followedWords(kind: FollowedKind, named: Named): string {
  const { number, enquirer, client } = named;
  return WORDS[kind]({
    ...named,
    who: enquirer ?? client ?? 'Somebody',
    line: number === null ? 'no number' : `number ${number}`,
  });
}
