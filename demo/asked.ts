import { z } from 'zod';
import { MessageView } from '../api/schemas/desk.ts';
import type { Desk } from './desk.ts';
import type { Cast } from './set-up.ts';
import type { Teller } from './teller.ts';
import { waitFor } from './wait-for.ts';

type Note = z.infer<typeof MessageView>;

const PATIENCE_MS = 30_000;
const Id = z.object({ id: z.uuid() });

/** Before anybody passes our name on: who is asked, inside which note, and who is not. */
export async function playAsked(cast: Cast, teller: Teller): Promise<void> {
  teller.title('Asked kindly');
  teller.begin();
  await consents(cast, teller);
  const hattie = await atAGoal(cast, teller);
  await neverAsked(cast, teller);
  await heldBack(cast, teller);
  await plannedEnding(cast, teller);
  await recordSelfReported(teller, hattie);
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
async function atAGoal(cast: Cast, teller: Teller): Promise<Note> {
  teller.scene('Hattie was here today. Petra ticks "goal reached"; what was said stays in the room.');
  await session(cast, 'Hattie Pinder');
  await goal(cast, 'Hattie Pinder');
  const note = await noteTo(cast, 'Hattie Pinder');
  teller.line(`The follow-up goes as always, with a line inside: ${promptIn(note)}`);
  return note;
}

async function neverAsked(cast: Cast, teller: Teller): Promise<void> {
  teller.scene('Owen reached a goal as well. Nobody ever asked him about the line.');
  await session(cast, 'Owen Wexford');
  await goal(cast, 'Owen Wexford');
  const note = await noteTo({ ...cast, desk: cast.owner }, 'Owen Wexford');
  teller.line(
    `He gets the same follow-up, without the line. The owner can read why: ${note.prompt?.code ?? 'it rode, which is wrong'}.`,
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
  teller.line(
    `Her follow-up goes without the line. The desk reads no more than: ${note.prompt?.code ?? 'it rode, which is wrong'}.`,
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
  teller.line(`The ending note sends itself: how to reach us, one question, and ${promptIn(note)}`);
}

/** The link under the prompt: her own page, and one tap. */
async function recordSelfReported(teller: Teller, note: Note): Promise<void> {
  teller.scene('Hattie opens the link in her note and taps "I\'ve told someone".');
  const link = linkIn(note, /https?:\/\/\S+\/p\/[\w-]+\/r\/[\w-]+/);
  const { ok } = await fetch(`${link}/told`, { method: 'POST' });
  teller.line(
    ok ? 'That is her own word, so she will be thanked. No name was asked.' : 'The page did not answer.',
  );
}

async function saidStop(cast: Cast, teller: Teller): Promise<void> {
  teller.scene('Dev reached a goal and gets the line, and would rather not. One press on the link below it.');
  await session(cast, 'Dev Rowanby');
  await goal(cast, 'Dev Rowanby');
  const link = linkIn(await noteTo(cast, 'Dev Rowanby'), /https?:\/\/\S+\/u\/[\w-]+/);
  const { ok } = await fetch(link, { method: 'POST' });
  teller.line(
    ok ? 'No line any more, at once. Everything else goes on as it was.' : 'The page did not answer.',
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

/** The words in quotation marks, which is what a client can repeat. */
function promptIn({ text, prompt }: Note): string {
  const words = /"[^"]+"/.exec(text ?? '')?.[0];
  return prompt?.rode && words ? words : 'nothing, which is wrong.';
}

function linkIn({ text }: Note, shape: RegExp): string {
  const link = shape.exec(text ?? '')?.[0];
  if (!link) throw new Error('The note holds no such link.');
  return link;
}
