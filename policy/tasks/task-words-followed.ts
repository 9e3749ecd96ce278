import { failureWords } from '../contact-path/part-words.ts';
import { capitalised, listInWords } from '../manual/in-words.ts';
import { whereFull, type NoRoomNamed } from './no-room-words.ts';
import type { TaskKind } from './task-kinds.ts';

type Named = {
  number: number | '{number}' | null;
  client: string | null;
  enquirer: string | null;
  colleague: string | null;
  /** Another client whom it is about. */
  other: string | null;
  why: string | null;
  subjectId?: string | null;
  action?: string | null;
  proposed?: string | null;
  named?: readonly string[];
  moved?: MovedTasks | null;
  noRoom?: NoRoomNamed | null;
  /** Of a check-in: why now, and words to say. */
  hello?: Hello | null;
  /** Where a colleague was before they moved. */
  place?: string | null;
};

export type Hello = { why: string; say: string };

/** What became of the tasks that moved because of one absence. */
export type MovedTasks = { settled: number; open: number };

/** Why a mail came back, in words. */
const CAME_BACK: ReadonlyMap<string, string> = new Map([
  ['by_sender', 'their mail server does not accept our sender'],
  ['hard_bounce', 'the mailbox does not exist'],
  ['bad_address', 'the address is not a valid one'],
  ['inactive', 'the mail provider no longer takes mail to it'],
  ['inactive_recipient', 'the mail provider no longer takes mail to it'],
]);

const AS_PROPOSED: Readonly<Record<string, string>> = {
  introduction: 'an introduction',
  letter: "a colleague's letter",
  statement: 'somebody who told others about you',
  enquiry: 'an enquiry',
};
const ANSWER = { lead: 'Please answer today:', thanks: 'Thank you for writing to us. ' };
const BOOK = { lead: 'One kind word, and no more:' };
const CONFLICT = 'Somebody whom they know well may come here already';

/**
 * Words for tasks about enquiries, inbound e-mails, referrals out, privacy and webhooks: what to do and what to say.
 */
const WORDS = {
  get_in_touch: ({ who, line, why, noRoom }) =>
    `${who} got in touch (${line}). ${noRoom ? whereFull(noRoom, ANSWER) : `${ANSWER.lead} "${ANSWER.thanks}Would you like a first call this week?"`} Then say that they were reached, or note the attempt.${why === 'late' ? ' This one has waited longer than you promise.' : ''}`,
  offer_booking: ({ who, line, noRoom }) =>
    `${who} (${line}) was reached and has not booked. ${noRoom ? whereFull(noRoom, BOOK) : `${BOOK.lead} "Would you like me to keep a time for you? It is just as fine if now is not the moment."`}`,
  confirm_attendance: ({ who, line }) =>
    `${who} (${line}) had a first time booked. Did they come? Say so, or close it with a reason.`,
  check_conflict: ({ who, line }) =>
    `${who} (${line}): ${CONFLICT}. Please look before anything is booked, and offer a colleague here or elsewhere where that is better. Neither person hears about the other, nor why.`,
  confirm_waiting: ({ who, line }) =>
    `${who} (${line}) has been on the waiting list for a year. Ask whether they would still like a place; if not, close it.`,
  ask_source: ({ client }) =>
    `How did ${client ?? 'this client'} hear of you? Ask at the next occasion, in passing; "rather not say" is an answer.`,
  check_mail: ({ why, proposed }) =>
    why === 'details_to_enter'
      ? "A colleague's letter came in by e-mail; it is logged and receipted. Open it, enter the person and how to reach them as an enquiry, and settle the mail as a letter."
      : `A mail came in that could not be read with certainty (${(why ?? 'unclear').replaceAll('_', ' ')}). ${proposed ? `It reads as ${AS_PROPOSED[proposed] ?? proposed}: open it, and press done if that is right, or say what else it is` : 'Open it, and say what it is'}; nothing was done with it.`,
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
    'Somebody asked for their data, and the source, or a mail that is marked as withheld, may say something of another person. Decide what they can be told, and answer them yourself.',
  erase_by_hand: ({ why }) =>
    `Our mail provider still has its copy of a person who was erased, and could not be asked by itself (${(why ?? 'see the erasure').replaceAll('_', ' ')}). Have the addresses that the erasure names removed there, then press done: they go from here too.`,
  answer_access: ({ why }) =>
    `Somebody asked what you hold of them: a month is what the law allows.${why === 'warning' ? ' Ten days of it, at most, are left.' : ''} Weigh what is marked as withheld, give them the rest, then close it.`,
  weigh_mention: ({ why }) =>
    `Somebody was erased whom ${why === 'incident' ? 'an incident' : 'a complaint'} names. Nothing of it was changed. Decide whether their name is still needed there; if not, reword it, then press done.`,
  erased_returned: () =>
    'A form came in that names somebody who was erased. Nothing of it was entered, and nothing said so. Open the erasure to read it (28 days), answer it yourself, and lift the erasure with a reason if they wish to be here again.',
  shared_mailbox: ({ client, other }) =>
    `${client ?? 'A client'} and ${other ?? 'another client'} have one e-mail address, so neither is asked anything (E23). One person? Merge the two records. Two people? Ask whether one has an address of their own, or leave it as it is, and press done.`,
  mend_webhook: () =>
    'A program that asked to hear of things here does not answer. Mend or remove it under webhooks; what it missed can be played again.',
  stop_by_mail: ({ who, subjectId }) =>
    `${who} wrote that they want no more mail, and none goes to them. If that is so, press done. A sender is easily forged: where they tell you that it was not them, an owner takes it back within thirty days (DELETE /suppressions/${subjectId ?? ':id'}).`,
  mail_came_back: ({ who, why }) =>
    `Our mail to ${who} came back: ${CAME_BACK.get(why ?? '') ?? 'it could not be delivered'}. ${why === 'by_sender' ? 'Reach them another way; their address stays in use.' : 'Ask them at the next occasion how else to reach them.'}`,
  staff_mail_bounces: ({ colleague, why }) =>
    `Mail to ${colleague ?? 'somebody who works here'} does not arrive (${(why ?? 'came_back').replaceAll('_', ' ')}), so that their reminders do not either. Tell them, and put their address right.`,
  sender_refused: () =>
    "Receivers refuse your mail again and again for reasons of the sender's: the records of your domain (SPF, DKIM, DMARC), the account at the mail provider, or its reputation. Have whoever looks after your domain see to it; the addresses stay in use.",
  review_action: ({ action }) =>
    `${action ?? 'An action whose words are no longer kept'} – you took this on in the review. Press done when it is.`,
  check_in: ({ colleague, hello }) =>
    `Say hello to ${colleague ?? 'a colleague'}. ${hello?.why ?? '{why now, in one line}'} You could say: "${hello?.say ?? '{words}'}" Then say how: you rang, met, wrote a card; or have the e-mail sent.`,
  tell_by_hand: ({ colleague, why }) =>
    why === 'places_again'
      ? `Please ring ${colleague ?? 'a colleague'}: you have room again, as was promised when they heard that you were full. Press done once they know; if you cannot reach them, let it be.`
      : `Please ring ${colleague ?? 'a colleague'}: you are full for now, and will say once when there is room. No e-mail may go to them. Press done once they know; if you cannot reach them, let it be.`,
  confirm_capacity: ({ named = [] }) =>
    `What was said about ${named.length > 0 ? `the places of ${listInWords(named)}` : 'places'} has expired, so everywhere it reads "please ask". Is there room? Say so under capacity; nobody is written to before.`,
  update_places: ({ named = [] }) =>
    `${named.length > 0 ? capitalised(listInWords(named)) : 'Some of the places where it is read whether you have room'} may still say the old thing. The words to copy stand under capacity. Note each there once it is changed, or press done for all of them; a place that you do not have counts as changed.`,
  find_successor: ({ colleague, place, why }) =>
    `${colleague ?? 'A colleague'} has moved on from ${place ?? 'their old place'}. They stay a contact; find out who does their work there now.${why === 'single_contact' ? ' Nobody else there is known to you.' : ''} You could ask: "Whom may I turn to now that they have left?"`,
  contact_path: ({ why }) => failureWords(why),
  read_digest: ({ moved }) =>
    `While you were away your tasks went to whoever stood in. Settled: ${moved?.settled ?? 0}; still open, and staying with them: ${moved?.open ?? 0}. Nothing of it waits for you: press done.`,
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
