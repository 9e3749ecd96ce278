import { Router } from 'express';
import { submitOnce } from '../facts/idempotency.ts';
import { recordSelfReported } from '../facts/referrals/self-reported-referral.ts';
import { pageText } from '../email/page-text.ts';
import { liveWords } from '../email/templates/live-words.ts';
import { isOnlyAFirstName } from '../policy/referrals/only-a-first-name.ts';
import { toMs } from '../policy/calendar/duration.ts';
import { BEFORE_AN_INTRODUCTION, INTRODUCTION_SUBJECT } from '../policy/outbound-mail/subjects.ts';
import { address } from './address.ts';
import { statementAbove } from './capacity/statement.ts';
import { whoWeAre } from './first-contact-words.ts';
import { field } from './parts/field.ts';
import { blank, type Filled } from './parts/filled.ts';
import { askingForm, button, form, onceOf } from './parts/form.ts';
import { markup, type Markup } from '../http/markup.ts';
import { page } from './page.ts';
import { behindLink, shown, type Answer, type LinkVisit, type Served, qrAnswer } from './visit.ts';
import { mailbox, waysToReach, wordsToPassOn } from './ways-to-reach.ts';

const PATH = '/p/:practice/r/:token';
/** To be filled in by whoever writes the introduction. */
const THEIR_NAME = '[first name]';
const OWN_NAME = '[your name]';
const THEIRS = 'first';
const ONLY_A_NAME = 'A first name and nothing more, please: how to reach them stays with you.';

/** The e-mail of somebody who introduces a person, or anybody at all. */
type Introduction = { isFor: string | null; subject: string; body: string };

/** A referrer's own link, which they may hand on: it says how to reach us, and nothing about whose it is. */
export function referrerPage(served: Served): Router {
  const router = Router();
  router.use(address(`${PATH}.svg`, { get: behindLink(served, 'referrer', showCode) }));
  router.use(address(PATH, { get: behindLink(served, 'referrer', showPage) }));
  router.use(
    address<{ practice: string; token: string }>(`${PATH}/told`, {
      get: (req, res) => res.redirect(303, `/p/${req.params.practice}/r/${req.params.token}`),
      post: behindLink(served, 'referrer', told),
    }),
  );
  return router;
}

async function showCode({ linkTo, practice, token }: LinkVisit): Promise<Answer> {
  return qrAnswer(linkTo(`/p/${practice.slug}/r/${token}`));
}

/** With a first name typed, the e-mail has it in its subject (S18); nothing of it is kept. */
async function showPage(visit: LinkVisit): Promise<Answer> {
  const typed = (visit.asked[THEIRS] ?? '').trim();
  const isName = typed !== '' && isOnlyAFirstName(typed);
  const filled: Filled = {
    fields: visit.asked,
    faults: typed === '' || isName ? {} : { [THEIRS]: ONLY_A_NAME },
  };
  const introduction = await introductionOf(visit, isName ? typed : null);
  const statement = await statementAbove(visit);
  return shown(page(visit.practice.name, markup`${statement}\n${wholePage(visit, introduction, filled)}`));
}

/** "I've told someone" (D4): one tap, and the answer is M24. */
async function told({ practice, subjectId, fields, inTransaction }: LinkVisit): Promise<Answer> {
  const deadlineMs = toMs(practice.policy.acknowledgement.deadline);
  const sent = `told/${subjectId}/${onceOf(fields)}`;
  const words = await inTransaction(async (tx) => {
    await submitOnce(tx, sent, async () => void (await recordSelfReported(tx, subjectId, deadlineMs)));
    return pageText(await liveWords(tx.em, tx.practiceId, 'm24'), {});
  });
  return shown(page('Noted', markup`<p>${words}</p>`));
}

/** M6, the e-mail with which somebody is introduced; the practice's own words where it has some. */
async function introductionOf({ inTransaction }: LinkVisit, name: string | null): Promise<Introduction> {
  const first = name ?? THEIR_NAME;
  const words = await inTransaction(({ em, practiceId }) => liveWords(em, practiceId, 'm6'));
  const body = await pageText(words, { first, me: OWN_NAME });
  return { isFor: name, subject: INTRODUCTION_SUBJECT.replace('{first}', () => first), body };
}

function wholePage(
  { practice, token }: LinkVisit,
  { isFor, subject, body }: Introduction,
  filled: Filled,
): Markup {
  const here = `/p/${practice.slug}/r/${token}`;
  const mail = `To: ${practice.replyTo}\nSubject: ${subject}\n\n${body}`;
  return markup`${whoWeAre(practice)}
<h2>How to reach us</h2>
${waysToReach(practice)}
<p><a href="${here}/enquire">Get in touch</a></p>
<h2>Words to pass on</h2>
<blockquote>“${wordsToPassOn(practice)}”</blockquote>
<p>Or show somebody this code; it opens this page.</p>
<img class="qr" src="${here}.svg" alt="A code that opens this page" width="176" height="176">
<h2>Introduce somebody</h2>
<p>${BEFORE_AN_INTRODUCTION}</p>
${askingForm(
  filled,
  markup`${field({ name: THEIRS, label: 'Their first name, for the subject; we keep nothing of it', max: 40 }, filled)}
<p><button class="quiet">Put it in the e-mail</button></p>`,
)}
<p><a class="button" href="${mailto(practice.replyTo, subject, body)}">Write the e-mail${isFor === null ? null : ` about ${isFor}`}</a></p>
<div class="field"><label for="words">Or copy it from here</label><textarea id="words" rows="12" readonly>${mail}</textarea></div>
<h2>Passed our name on?</h2>
<p>You may tell us with one tap. We don’t ask who it was, and you needn’t do it.</p>
${form(blank(), button('I’ve told someone'), `${here}/told`)}`;
}

function mailto(to: string, subject: string, body: string): string {
  const lines = body.replace(/\r?\n/g, '\r\n');
  return `mailto:${mailbox(to)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(lines)}`;
}
