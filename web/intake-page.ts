import { line } from '../api/schemas/common.ts';
import { answerIntake, type IntakeAnswer } from '../facts/answer-intake.ts';
import type { Fact } from '../facts/fact.ts';
import { onlyOnce } from '../facts/only-once.ts';
import { pageLines } from '../messages/page-lines.ts';
import { liveWords } from '../messages/templates/live-words.ts';
import { PAGE_LINES } from '../messages/templates/pages.ts';
import { toMs } from '../policy/duration.ts';
import { address } from './address.ts';
import { consentWords } from './consent-words.ts';
import { blank, button, form, onceOf, textField, tick, type Faults, type Filled } from './form.ts';
import { markup } from './markup.ts';
import { page } from './page.ts';
import type { Fields } from './read-form.ts';
import { behindClientLink, shown, type Answer, type LinkVisit, type Served } from './visit.ts';

const LONGEST_NAME = 80;
const NAME = line(LONGEST_NAME);
const THANKS = page('Thank you', markup`<p>That’s all. There is nothing else to do.</p>`);

/** What a new client is asked once: whether somebody suggested us (M4), and whether we may add a line (M5). All of it may stay blank. */
export function intakePage(served: Served) {
  return address('/p/:practice/intake/:token', {
    get: behindClientLink(served, 'intake', (visit) => ask(visit, blank())),
    post: behindClientLink(served, 'intake', answer),
  });
}

async function intakeWords(fact: Fact) {
  const words = await liveWords(fact.em, fact.practiceId, 'm4');
  return { m4: pageLines(words, PAGE_LINES.m4), m4Version: words.version, m5: await consentWords(fact) };
}

async function ask({ practice, inFact }: LinkVisit, filled: Filled, status = 200): Promise<Answer> {
  const { m4, m5 } = await inFact(intakeWords);
  const body = form(
    filled,
    markup`<fieldset><legend>${m4('why_we_ask')}</legend>
${textField({ name: 'theirName', label: m4('their_name'), max: LONGEST_NAME }, filled)}
${tick({ name: 'mayThank', label: m4('may_thank') }, filled)}
${tick({ name: 'mayName', label: m4('may_name') }, filled)}
<p><small>${m4('small_print')}</small></p></fieldset>
<fieldset><legend>A line to pass on</legend>
${tick({ name: 'agree', label: m5.label }, filled)}
${m5.smallPrint}
${tick({ name: 'refuse', label: 'No, thank you – please don’t ask me again' }, filled)}</fieldset>
${button('Send')}`,
  );
  return shown(page(practice.name, body), status);
}

async function answer(visit: LinkVisit): Promise<Answer> {
  const { practice, subjectId, fields, inFact } = visit;
  const faults = faultsOf(fields);
  if (Object.keys(faults).length > 0) return ask(visit, { fields, faults }, 422);
  const deadlineMs = toMs(practice.policy.acknowledgement.deadline);
  await inFact(async (fact) => {
    const { m4Version, m5 } = await intakeWords(fact);
    const given = { ...answerOf(fields), versions: { m4: m4Version, m5: m5.version } };
    await onlyOnce(fact, `intake/${subjectId}/${onceOf(fields)}`, () =>
      answerIntake(fact, subjectId, given, deadlineMs),
    );
  });
  return shown(THANKS);
}

function answerOf(fields: Fields): Omit<IntakeAnswer, 'versions'> {
  const firstName = (fields['theirName'] ?? '').trim();
  const ticked = (name: string): boolean => fields[name] === 'yes';
  return {
    suggestedBy:
      firstName === '' ? null : { firstName, mayThank: ticked('mayThank'), mayName: ticked('mayName') },
    consent: ticked('agree') ? 'yes' : ticked('refuse') ? 'no' : null,
  };
}

function faultsOf(fields: Fields): Faults {
  const { suggestedBy, consent } = answerOf(fields);
  const wantsThanks = fields['mayThank'] === 'yes';
  const wrongName = suggestedBy !== null && !NAME.safeParse(suggestedBy.firstName).success;
  const noName = suggestedBy === null && (wantsThanks || fields['mayName'] === 'yes');
  const onlySecond = suggestedBy !== null && suggestedBy.mayName && !wantsThanks;
  const both = consent === 'yes' && fields['refuse'] === 'yes';
  return {
    ...(wrongName ? { theirName: `A first name is plenty: ${LONGEST_NAME} letters at most.` } : {}),
    ...(noName ? { theirName: 'To thank somebody we need their name; or leave the boxes blank.' } : {}),
    ...(onlySecond
      ? { mayName: 'We can say it was you only if we may thank them: tick both, or the first alone.' }
      : {}),
    ...(both ? { refuse: 'Please tick one of the two, or neither.' } : {}),
  };
}
