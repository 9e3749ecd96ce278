import { Client } from '../entities/client.ts';
import { line, personName } from '../http/fields.ts';
import { answerIntake, type IntakeAnswer } from '../facts/intake/answer-intake.ts';
import type { Tx } from '../facts/transaction.ts';
import { submitOnce } from '../facts/idempotency.ts';
import { toMs } from '../policy/calendar/duration.ts';
import { address } from './address.ts';
import { consentWords } from '../email/consent-words.ts';
import { choices } from './parts/choices.ts';
import { field } from './parts/field.ts';
import { blank, type Faults, type Filled } from './parts/filled.ts';
import { button, form, onceOf } from './parts/form.ts';
import { tick } from './parts/tick.ts';
import { markup } from '../http/markup.ts';
import { page } from './page.ts';
import type { Fields } from './read-form.ts';
import { SourceLine, sourceOptions, sourceTold, sourceWords, type SourceWords } from './source-question.ts';
import { behindLink, shown, type Answer, type LinkVisit, type Served } from './visit.ts';

const LONGEST_NAME = 80;
const LONGEST_DETAIL = 200;
const CHOOSE_ONE = 'Please choose one of the lines; “rather not say” is one of them.';
const NAME = personName(LONGEST_NAME);
const DETAIL = line(LONGEST_DETAIL);
const THANKS = page('Thank you', markup`<p>That’s all. There is nothing else to do.</p>`);

/** What a new client is asked once: how they heard of us (M4), with “rather not say” as an answer (S21), and whether we may add a line (M5). */
export function intakePage(served: Served) {
  return address('/p/:practice/intake/:token', {
    get: behindLink(served, 'intake', (visit) => ask(visit, blank())),
    post: behindLink(served, 'intake', answer),
  });
}

async function intakeWords(tx: Tx) {
  return { source: await sourceWords(tx), m5: await consentWords(tx) };
}

async function ask({ practice, inTransaction }: LinkVisit, filled: Filled, status = 200): Promise<Answer> {
  const { source, m5 } = await inTransaction(intakeWords);
  const { m4 } = source;
  const body = form(
    filled,
    markup`${choices({ name: 'heard', legend: markup`${m4('question')}`, options: sourceOptions(source) }, filled)}
${field({ name: 'which', label: 'Which, or who, if your line asks (optional)', max: LONGEST_DETAIL }, filled)}
<fieldset><legend>${m4('why_we_ask')}</legend>
${field({ name: 'theirName', label: m4('their_name'), max: LONGEST_NAME }, filled)}
${tick({ name: 'mayThank', label: m4('may_thank') }, filled)}
${tick({ name: 'mayName', label: m4('may_name') }, filled)}
<p><small>${m4('small_print')}</small></p></fieldset>
<fieldset><legend>A line to pass on</legend>
${tick({ name: 'agree', label: m5.label }, filled)}
<p><small>${m5.smallPrint}</small></p>
${tick({ name: 'refuse', label: 'No, thank you – please don’t ask me again' }, filled)}</fieldset>
${button('Send')}`,
  );
  return shown(page(practice.name, body), status);
}

async function answer(visit: LinkVisit): Promise<Answer> {
  const { practice, subjectId, fields, inTransaction } = visit;
  const isKnown = await inTransaction((tx) => isSourceKnown(tx, subjectId));
  const faults = faultsOf(fields, isKnown);
  if (Object.keys(faults).length > 0) return ask(visit, { fields, faults }, 422);
  const deadlineMs = toMs(practice.policy.acknowledgement.deadline);
  await inTransaction(async (tx) => {
    const { source, m5 } = await intakeWords(tx);
    const versions = { m4: source.version, m5: m5.version };
    const given = { ...answerOf(fields), source: sourceOf(source, fields), versions };
    await submitOnce(tx, `intake/${subjectId}/${onceOf(fields)}`, () =>
      answerIntake(tx, subjectId, given, deadlineMs),
    );
  });
  return shown(THANKS);
}

/** What they chose, and what they said besides; null: nothing was chosen. */
function sourceOf(words: SourceWords, fields: Fields): IntakeAnswer['source'] {
  const chosen = SourceLine.safeParse(fields['heard']);
  const detail = DETAIL.safeParse(fields['which']);
  return chosen.success ? sourceTold(words, chosen.data, detail.data) : null;
}

function answerOf(fields: Fields): Pick<IntakeAnswer, 'suggestedBy' | 'consent'> {
  const firstName = (fields['theirName'] ?? '').trim();
  const ticked = (name: string): boolean => fields[name] === 'yes';
  return {
    suggestedBy:
      firstName === '' ? null : { firstName, mayThank: ticked('mayThank'), mayName: ticked('mayName') },
    consent: ticked('agree') ? 'yes' : ticked('refuse') ? 'no' : null,
  };
}

/** Whoever told us at the door, or was introduced, need not say it again. */
async function isSourceKnown({ em }: Tx, clientId: string): Promise<boolean> {
  return (await em.count(Client, { id: clientId, sourceKind: { $ne: null } })) > 0;
}

function faultsOf(fields: Fields, isKnown: boolean): Faults {
  const { suggestedBy, consent } = answerOf(fields);
  const wantsThanks = fields['mayThank'] === 'yes';
  const wrongName = suggestedBy !== null && !NAME.safeParse(suggestedBy.firstName).success;
  const noName = suggestedBy === null && (wantsThanks || fields['mayName'] === 'yes');
  const onlySecond = suggestedBy !== null && suggestedBy.mayName && !wantsThanks;
  const saysNothing = !isKnown && suggestedBy === null && (fields['heard'] ?? '') === '';
  const both = consent === 'yes' && fields['refuse'] === 'yes';
  return {
    ...(saysNothing ? { heard: CHOOSE_ONE } : {}),
    ...sourceFaults(fields),
    ...(wrongName ? { theirName: `A first name is plenty: ${LONGEST_NAME} letters at most.` } : {}),
    ...(noName ? { theirName: 'To thank somebody we need their name; or leave the boxes blank.' } : {}),
    ...(onlySecond
      ? { mayName: 'We can say it was you only if we may thank them: tick both, or the first alone.' }
      : {}),
    ...(both ? { refuse: 'Please tick one of the two, or neither.' } : {}),
  };
}

function sourceFaults({ heard = '', which = '' }: Fields): Faults {
  const hasDetail = which.trim() !== '';
  const isChosen = SourceLine.safeParse(heard).success;
  const needsLine = !isChosen && (heard !== '' || hasDetail);
  return {
    ...(needsLine ? { heard: CHOOSE_ONE } : {}),
    ...(hasDetail && !DETAIL.safeParse(which).success
      ? { which: `Please keep it to one line of ${LONGEST_DETAIL} letters at most.` }
      : {}),
  };
}
