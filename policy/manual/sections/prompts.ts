import type { Carrier } from '../../journeys/carriers.ts';
import { journeyRules } from '../../journeys/journey-rules.ts';
import type { MilestoneKind } from '../../journeys/gate.ts';
import { ridesUntil } from '../../journeys/milestone.ts';
import { REVIEW_EVERY_SESSIONS } from '../../journeys/sessions.ts';
import { TEMPLATE, type TemplateId } from '../../outbound-mail/template-ids.ts';
import { CARRIERS, MILESTONES } from '../../practice/policy-sections.ts';
import { chapter, type Drawing, type Line, type ManualSection, type ManualStep } from '../chapter.ts';
import type { Known } from '../fillable-words.ts';
import { durationInWords, listInWords, msInWords, plainly } from '../in-words.ts';
import type { ManualFacts } from '../manual-facts.ts';
import { PLAYED_FROM } from '../play/happening.ts';
import { playNotes, type PlayedNote } from '../play/play-notes.ts';
import { BY_ITSELF } from '../who.ts';
import { wordsOf } from '../words.ts';
import { gateLines } from './gates.ts';

const NOTES: Readonly<Record<Carrier, { about: string; template: TemplateId; known: Known }>> = {
  follow_up: {
    about: 'a session',
    template: TEMPLATE.followUp,
    known: { survey_link: null, form_link: null },
  },
  review_note: {
    about: `a review point, every ${REVIEW_EVERY_SESSIONS} sessions`,
    template: TEMPLATE.followUp,
    known: { survey_link: '{survey_link}', form_link: null },
  },
  intake_form: {
    about: 'the first session of somebody who got in touch and is new',
    template: TEMPLATE.followUp,
    known: { survey_link: null, form_link: '{form_link}' },
  },
  ending_note: {
    about: 'a planned ending',
    template: TEMPLATE.endingNote,
    known: { survey_link: '{survey_link}' },
  },
};

/** The line that asks for a good word: its moments, its notes, and who is never asked (S1–S17, E1–E23). */
export function promptsChapter(facts: ManualFacts): ManualSection {
  const { policy } = facts;
  const rules = rulesOf(facts);
  const notes = playNotes(rules.carriers);
  const held = msInWords(
    ridesUntil({ ...WAITING, heldAt: PLAYED_FROM }, rules).getTime() - PLAYED_FROM.getTime(),
  );
  return chapter({
    key: 'prompts',
    title: 'A kind word, asked for kindly',
    goal: 'A client who said yes finds a line to pass on, at a good moment, inside an e-mail that was going out anyway.',
    rules: [
      `The practice’s moments: ${listInWords(policy.milestones.map(plainly))}. Nothing else asks, and a full or an empty diary changes nothing.`,
      'No e-mail is sent for it: with the line or without, a client gets the same e-mails at the same times. There are no reminders.',
      'Practitioners ask nobody. They tick a moment, and no more; nothing is read out of notes or scores.',
      `At most ${policy.prompt.maxPerEpisode} times while the work lasts, at least ${durationInWords(policy.prompt.coolDown)} apart; an ending may come ${durationInWords(policy.prompt.endingCoolDown)} after the last.`,
      `Not before ${policy.prompt.minSessions} sessions and ${durationInWords(policy.prompt.minSince)}, unless the practitioner’s own tick says so.`,
      `A note goes at the earliest ${durationInWords(policy.carrierTiming.notBefore)} after its session; ${durationInWords(policy.carrierTiming.target)} are the aim. What is too late is not sent.`,
      `A moment that has to wait rides in the next note within ${held}, or is let go.`,
      `Where no session was entered for ${durationInWords(policy.prompt.staleData)}, everybody waits.`,
      policy.prompt.whileFull === 'hold'
        ? 'While the practice is full, nobody is asked.'
        : 'While the practice is full, it goes on: the words say how things are.',
    ],
    lines: [...carries(facts), ...gateLines(facts)],
    steps: [tick(facts), ...notes.map((note) => noteStep(note, facts)), ...prompts(facts), stop(facts)],
    wordings: [{ title: 'The yes, never ticked in advance', quote: wordsOf(facts, TEMPLATE.promptConsent) }],
    drawing: drawing(notes, facts),
  });
}

function rulesOf({ policy, practice }: ManualFacts) {
  const { timezone: zone, profile, promptsSignedOff: signedOff } = practice;
  return journeyRules(policy, { zone, strict: profile === 'US_STRICT', signedOff, paused: false });
}

const WAITING = {
  id: 'm',
  kind: 'goal_reached',
  practitionerTick: false,
  anchor: PLAYED_FROM,
  heldAt: null,
  createdAt: PLAYED_FROM,
} as const;

/** Which note may carry which moment, and what the practice sends at all. */
function carries({ policy }: ManualFacts): Line[] {
  const { alreadySends } = policy;
  const sends = CARRIERS.map((carrier): Line => {
    const is = alreadySends[carrier];
    const said = typeof is === 'boolean' ? (is ? 'the practice sends it' : 'not sent') : plainly(is);
    return [`The ${plainly(carrier)}`, said];
  });
  const rides = MILESTONES.map((kind): Line => {
    const carriers = policy.carriers[kind].map(plainly);
    return [`${plainly(kind)} may ride in`, carriers.length > 0 ? listInWords(carriers, 'or') : 'nothing'];
  });
  return [...sends, ...rides];
}

function tick({ policy }: ManualFacts): ManualStep {
  return {
    key: 'prompts/moment',
    trigger: `A moment has come: ${listInWords(policy.milestones.map(plainly), 'or')}`,
    who: 'the client’s own practitioner',
    byWhen: 'the same day, or on the Friday list',
    words: 'One tick, and nothing about what was said.',
    ifNobody: 'Nobody is asked for a good word; the notes go as always.',
  };
}

function noteStep({ carrier, afterMs, latestMs }: PlayedNote, facts: ManualFacts): ManualStep {
  const { about, template, known } = NOTES[carrier];
  return {
    key: `prompts/${carrier.replace('_', '-')}`,
    trigger: `After ${about}: the ${plainly(carrier)}`,
    who: `${BY_ITSELF}, signed by the client’s own practitioner or an owner`,
    byWhen: `in the first hours for mail ${msInWords(afterMs)} after it, within ${msInWords(latestMs)}`,
    words: wordsOf(facts, template, known),
    ifNobody: `Nobody is needed. After ${msInWords(latestMs)} it is not sent any more.`,
  };
}

function prompts(facts: ManualFacts): ManualStep[] {
  const byWords = new Map<TemplateId, MilestoneKind[]>();
  for (const kind of facts.policy.milestones) {
    const id = facts.promptOf[kind];
    byWords.set(id, [...(byWords.get(id) ?? []), kind]);
  }
  return [...byWords].map(([id, kinds]) => ({
    key: `prompts/line/${id}`,
    trigger: `A note is leaving, the moment is ${listInWords(kinds.map(plainly), 'or')}, and nothing speaks against it`,
    who: BY_ITSELF,
    byWhen: 'with the note; everything is asked once more as it leaves',
    words: `${wordsOf(facts, id)}\n\n${wordsOf(facts, TEMPLATE.promptFooter)}`,
    ifNobody: 'The note goes without it.',
  }));
}

function stop(facts: ManualFacts): ManualStep {
  return {
    key: 'prompts/stop',
    trigger: 'A client says yes, no or stop: on a form, a slip, at the desk, or by the link below the line',
    who: 'whoever hears it; the link needs nobody',
    byWhen: 'at once',
    words: wordsOf(facts, TEMPLATE.promptConsent),
    ifNobody: 'Nobody is asked without a yes on record, and never by e-mail for that yes.',
  };
}

function drawing(notes: readonly PlayedNote[], { policy }: ManualFacts): Drawing {
  const carriesOne = (carrier: Carrier) =>
    policy.milestones.some((kind) => policy.carriers[kind].includes(carrier));
  return {
    kind: 'path',
    title: 'The way of a moment',
    points: [
      { afterMs: 0, at: 'the day itself', label: 'a moment is ticked' },
      ...notes.map(({ carrier, afterMs, latestMs }) => ({
        afterMs,
        at: `${msInWords(afterMs)} to ${msInWords(latestMs)} later`,
        label: `the ${plainly(carrier)} goes${carriesOne(carrier) ? '; the line rides in it where all is well' : ''}`,
      })),
      { afterMs: 0, at: 'whenever they like', label: 'they pass our name on, or don’t' },
    ],
  };
}
