import { defaultPolicy } from '../../practice/practice-policy.ts';
import { chapter, type Line, type ManualSection } from '../chapter.ts';
import { capitalised, dateInWords, listInWords, plainly } from '../in-words.ts';
import type { ManualFacts } from '../manual-facts.ts';
import { holder, isAlone, nameOf, owners, type Duty } from '../who.ts';

/** What a duty is, where its name alone does not say it; others are called what they are called in the policy. */
const DUTIES: Readonly<Partial<Record<Duty, string>>> = {
  acknowledge: 'Thanking whoever passed our name on',
  firstContact: 'Answering whoever gets in touch',
  review: 'Preparing and holding the review',
  capacity: 'Saying whether there is room',
  relationships: 'Keeping in touch with colleagues',
  privacy: 'Requests, complaints and incidents about data',
};

/** Who works here, who does what, and who stands in (S40–S42). */
export function peopleChapter(facts: ManualFacts): ManualSection {
  return chapter({
    key: 'people',
    title: 'Who does what',
    goal: 'Each step has a name, a time and its words, and runs for a fortnight with the founder away.',
    rules: [
      'Who does something is looked up at the moment it falls due: whoever holds the duty, or their cover; else a deputy; else an owner, or their cover; and where nobody is there, whatever can go by itself does.',
      'The open tasks of somebody who goes away move in the same way on their first day, and stay where they went. Whoever is back has one task with two numbers, and no backlog.',
      'What is about a client’s care, or a possible conflict, goes to the client’s own practitioner, their cover or an owner, and to no deputy.',
      isAlone(facts)
        ? 'One person runs this practice: every duty is theirs, and what can go by itself goes earlier.'
        : 'A team runs this practice.',
      'Whoever works here signs in by a link that comes by e-mail (for fifteen minutes, once; in another browser with its code) or by a passkey. A browser is signed out after ten hours without use and after seven days, and with the moment in which somebody leaves.',
      'Before something is handed out or cannot be undone, somebody shows once more who they are.',
      'Everybody who works here reads these pages, and ticks the version that they have understood.',
    ],
    lines: [...duties(facts), ['An owner’s matter', owners(facts)], ...staff(facts), ...absences(facts)],
  });
}

function duties(facts: ManualFacts): Line[] {
  return keysOf(facts.policy.duties).map((duty) => [
    DUTIES[duty] ?? capitalised(plainly(duty)),
    holder(facts, duty),
  ]);
}

function keysOf(held: ManualFacts['policy']['duties']): Duty[] {
  return Object.keys({ ...defaultPolicy('').duties, ...held }).filter((key): key is Duty =>
    Object.hasOwn(held, key),
  );
}

function staff({ staff: members }: ManualFacts): Line[] {
  return members
    .filter(({ active }) => active)
    .map(({ name, roles }) => [name, listInWords(roles.map(plainly))]);
}

/** Today's and what is to come. */
function absences(facts: ManualFacts): Line[] {
  return facts.away
    .filter(({ to }) => to >= facts.today)
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
    .map(({ staffId, from, to, coverStaffId }) => [
      `${nameOf(facts, staffId)} is away`,
      `${dateInWords(from)} to ${dateInWords(to)}; ${
        coverStaffId === null ? 'nobody is named to cover' : `${nameOf(facts, coverStaffId)} covers`
      }`,
    ]);
}
