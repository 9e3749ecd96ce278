import { Router } from 'express';
import { paragraph } from '../http/fields.ts';
import { answerDeskSurvey, answerSurvey } from '../facts/clients/answer-survey.ts';
import { submitOnce } from '../facts/idempotency.ts';
import { address } from './address.ts';
import { isTrapped, trap } from './trap.ts';
import { field } from './parts/field.ts';
import { blank, type Faults, type Filled } from './parts/filled.ts';
import { button, form, onceOf } from './parts/form.ts';
import { tick } from './parts/tick.ts';
import { markup } from '../http/markup.ts';
import { page } from './page.ts';
import { scoreOf, surveyQuestion, surveyWords } from './survey-words.ts';
import {
  atDesk,
  behindLink,
  shown,
  type Answer,
  type LinkVisit,
  type Served,
  type Visit,
  qrAnswer,
} from './visit.ts';

const AT_DESK = '/p/:practice/survey';
const LONGEST_KIND_LINE = 500;
const KIND_LINE = paragraph(LONGEST_KIND_LINE);
const CHOOSE = 'Please choose one; “rather not say” is one of them.';
const THANKS = page('Thank you', markup`<p>That’s all. Thank you for telling us.</p>`);

/** One question after some time (M23): behind a client's own link, or at the desk, where it is nobody's. */
export function surveyPages(served: Served): Router {
  const router = Router();
  router.use(
    address(`${AT_DESK}.svg`, {
      get: atDesk(served, async ({ linkTo, practice }) => qrAnswer(linkTo(`/p/${practice.slug}/survey`))),
    }),
  );
  router.use(
    address(AT_DESK, {
      get: atDesk(served, (visit) => askAtDesk(visit, blank())),
      post: atDesk(served, answerAtDesk),
    }),
  );
  router.use(
    address(`${AT_DESK}/:token`, {
      get: behindLink(served, 'survey', (visit) => ask(visit, blank())),
      post: behindLink(served, 'survey', answer),
    }),
  );
  return router;
}

async function ask({ practice, inTransaction }: LinkVisit, filled: Filled, status = 200): Promise<Answer> {
  const words = await inTransaction(surveyWords);
  const body = form(
    filled,
    markup`${surveyQuestion(words, filled)}
${field({ name: 'kindWords', label: words('kind_words'), type: 'lines', max: LONGEST_KIND_LINE }, filled)}
${tick({ name: 'mayShare', label: words('may_share') }, filled)}
<p><small>Your practitioner hears of it if something was not good, so that it can be put right. In our figures nobody is named.</small></p>
${button('Send')}`,
  );
  return shown(page(practice.name, body), status);
}

async function answer(visit: LinkVisit): Promise<Answer> {
  const { practice, subjectId, fields, inTransaction } = visit;
  const score = scoreOf(fields['answer']);
  const typed = (fields['kindWords'] ?? '').replaceAll('\r\n', '\n');
  const kind = typed.trim() === '' ? null : KIND_LINE.safeParse(typed);
  const faults: Faults = {
    ...(score === undefined ? { answer: CHOOSE } : {}),
    ...(kind?.success === false ? { kindWords: 'Please keep it to 500 letters or fewer.' } : {}),
  };
  if (score === undefined || kind?.success === false) return ask(visit, { fields, faults }, 422);
  const kindWords = kind?.data ?? null;
  const given = { score, kindWords, mayShare: kindWords !== null && fields['mayShare'] === 'yes' };
  await inTransaction((tx) =>
    submitOnce(tx, `survey/${subjectId}/${onceOf(fields)}`, () =>
      answerSurvey(tx, subjectId, given, practice),
    ),
  );
  return shown(THANKS);
}

async function askAtDesk({ practice, inTransaction }: Visit, filled: Filled, status = 200): Promise<Answer> {
  const words = await inTransaction(surveyWords);
  const body = form(
    filled,
    markup`${surveyQuestion(words, filled)}
<p><small>Nobody can tell who answered here.</small></p>
${trap()}
${button('Send')}`,
  );
  return shown(page(practice.name, body), status);
}

async function answerAtDesk(visit: Visit): Promise<Answer> {
  const { practice, fields, inTransaction } = visit;
  if (isTrapped(fields)) return shown(THANKS);
  const score = scoreOf(fields['answer']);
  if (score === undefined) return askAtDesk(visit, { fields, faults: { answer: CHOOSE } }, 422);
  await inTransaction((tx) =>
    submitOnce(tx, `survey/${onceOf(fields)}`, () => answerDeskSurvey(tx, score, practice.timezone)),
  );
  return shown(THANKS);
}
