import { z } from 'zod';
import { MessageView } from '../api/schemas/desk.ts';
import type { Desk } from './desk.ts';
import { addressOf, linkInMail, pressButton } from './reader.ts';
import type { Cast } from './set-up.ts';
import type { Teller } from './teller.ts';
import { waitFor } from './wait-for.ts';

type Note = z.infer<typeof MessageView>;

const PATIENCE_MS = 30_000;
const Id = z.object({ id: z.uuid() });
const LatestConsent = z.object({ status: z.string() });

/** Before anybody passes our name on: who is asked, inside which note, and who is not. */
export async function playAsked(cast: Cast, teller: Teller): Promise<void> {
  teller.title('Asked kindly');
  teller.begin();
  await consents(cast, teller);
  await atAGoal(cast, teller);
  await neverAsked(cast, teller);
  await heldBack(cast, teller);
  await plannedEnding(cast, teller);
  await recordSelfReported(cast, teller);
  await saidStop(cast, teller);
}

async function consents({ desk, clients }: Cast, teller: Teller): Promise<void> {
  teller.scene('At the desk lies a slip: "now and then you may add a line …". Four clients tick it.');
  for (const name of ['Hattie Pinder', 'Greta Larkspur', 'Jonah Heath', 'Dev Rowanby'])
    await desk.post(`/clients/${clients.get(name)}/prompt-consent`, {
      status: 'given',
      channel: 'slip',
      wordingVersion: 'm5',
    });
  teller.line('It is on record, with the words they read. No e-mail ever asks for it.');
}

/** A goal, the practitioner's tick, and the note that the practice sends after such a session anyway. */
async function atAGoal(cast: Cast, teller: Teller): Promise<void> {
  teller.scene('Hattie was here today. Petra ticks "goal reached"; what was said stays in the room.');
  await session(cast, 'Hattie Pinder');
  await goal(cast, 'Hattie Pinder');
  const note = await noteTo(cast, 'Hattie Pinder');
  const words = promptIn(note);
  teller.check(
    words !== null,
    `The follow-up goes as always, with a line inside: ${words}`,
    'The follow-up went without its line.',
  );
}

async function neverAsked(cast: Cast, teller: Teller): Promise<void> {
  teller.scene('Owen reached a goal as well. Nobody ever asked him about the line.');
  await session(cast, 'Owen Wexford');
  await goal(cast, 'Owen Wexford');
  const note = await noteTo({ ...cast, desk: cast.owner }, 'Owen Wexford');
  const code = note.prompt?.code;
  teller.check(
    code === 'no_consent',
    `He gets the same follow-up, without the line. The owner can read why: ${code}.`,
    `He should get the follow-up without the line for want of a yes; the owner reads: ${code}.`,
  );
}

async function heldBack(cast: Cast, teller: Teller): Promise<void> {
  teller.scene(
    'Greta reached one, too; but before her note leaves, Petra presses "not now". No reason is asked.',
  );
  await session(cast, 'Greta Larkspur');
  await goal(cast, 'Greta Larkspur');
  await cast.practitioner.post(`/clients/${cast.clients.get('Greta Larkspur')}/holds`, { code: 'held' });
  const note = await noteTo(cast, 'Greta Larkspur');
  const code = note.prompt?.code;
  teller.check(
    code === 'not_now',
    `Her follow-up goes without the line. The desk reads no more than: ${code}.`,
    `Her follow-up should go without the line, and the desk read "not_now"; it reads: ${code}.`,
  );
}

async function plannedEnding(cast: Cast, teller: Teller): Promise<void> {
  teller.scene('Jonah and Petra finish today, as they had planned.');
  await session(cast, 'Jonah Heath');
  await cast.practitioner.post(`/clients/${cast.clients.get('Jonah Heath')}/discharge`, {
    ending: 'planned_met',
    on: new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/London' }),
  });
  const note = await noteTo(cast, 'Jonah Heath');
  const words = promptIn(note);
  teller.check(
    words !== null,
    `The ending note sends itself: how to reach us, one question, and ${words}`,
    'The ending note went without its line.',
  );
}

/** The link under the prompt: her own page, and one tap. */
async function recordSelfReported(cast: Cast, teller: Teller): Promise<void> {
  teller.scene('Hattie opens the link in her note and taps "I\'ve told someone".');
  const link = await linkTo(cast, 'Hattie Pinder', /https?:\/\/\S+\/p\/[\w-]+\/r\/[\w-]+/);
  const ok = await pressButton(link, `${link}/told`);
  teller.check(
    ok,
    'That is her own word, so she will be thanked. No name was asked.',
    'Her page did not take it.',
  );
}

async function saidStop(cast: Cast, teller: Teller): Promise<void> {
  teller.scene('Dev reached a goal and gets the line, and would rather not. One press on the link below it.');
  await session(cast, 'Dev Rowanby');
  await goal(cast, 'Dev Rowanby');
  await noteTo(cast, 'Dev Rowanby');
  const link = await linkTo(cast, 'Dev Rowanby', /https?:\/\/\S+\/u\/[\w-]+/);
  const pressed = await pressButton(link);
  const { status } = LatestConsent.parse(
    await cast.desk.get(`/clients/${cast.clients.get('Dev Rowanby')}/prompt-consent`),
  );
  teller.check(
    pressed && status === 'withdrawn',
    'No line any more, at once. Everything else goes on as it was.',
    `Pressing stop was not heard: ${status}.`,
  );
}

async function session({ desk, clients }: Cast, name: string): Promise<void> {
  const at = new Date().toISOString();
  await desk.post(`/clients/${clients.get(name)}/sessions`, { at, status: 'attended' });
}

async function goal({ practitioner, clients }: Cast, name: string): Promise<void> {
  const occurredOn = new Date().toLocaleDateString('en-CA', { timeZone: 'Europe/London' });
  const milestone = { kind: 'goal_reached', occurredOn, practitionerTick: true };
  Id.parse(await practitioner.post(`/clients/${clients.get(name)}/milestones`, milestone));
}

/** The note once it has left. */
async function noteTo({ desk, clients }: Cast, name: string): Promise<Note> {
  return waitFor(`${name} got a note`, () => sentNote(desk, clients.get(name) ?? ''), PATIENCE_MS);
}

async function sentNote(desk: Desk, clientId: string): Promise<Note | null> {
  const notes = await desk.list(`/messages?clientId=${clientId}`, MessageView);
  return notes.find(({ carrier, status }) => carrier !== undefined && status === 'sent') ?? null;
}

/** The words in quotation marks, which is what a client can repeat; null where no prompt rode. */
function promptIn({ text, prompt }: Note): string | null {
  return prompt?.rode ? (/"[^"]+"/.exec(text ?? '')?.[0] ?? null) : null;
}

/** The link of the latest note, from the client's mailbox. */
async function linkTo({ desk, outbox, clients }: Cast, name: string, shape: RegExp): Promise<string> {
  return linkInMail(outbox, await addressOf(desk, `/clients/${clients.get(name)}`), shape);
}
