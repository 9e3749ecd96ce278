import { Router } from 'express';
import type { Tx } from '../facts/transaction.ts';
import { submitOnce } from '../facts/idempotency.ts';
import { recordSelfReported } from '../facts/referrals/self-reported-referral.ts';
import { renderText } from '../email/render.ts';
import { liveWords } from '../email/templates/live-words.ts';
import { toMs } from '../policy/calendar/duration.ts';
import { BEFORE_AN_INTRODUCTION, INTRODUCTION_SUBJECT } from '../policy/outbound-mail/subjects.ts';
import { address } from './address.ts';
import { blank, button, form, onceOf } from './form.ts';
import { markup, type Markup } from '../http/markup.ts';
import { page } from './page.ts';
import { behindClientLink, shown, type Answer, type LinkVisit, type Served, qrAnswer } from './visit.ts';
import { mailbox, waysToReach, wordsToPassOn } from './ways-to-reach.ts';

const PATH = '/p/:practice/r/:token';
/** To be filled in by whoever writes the introduction. */
const THEIR_NAME = '[first name]';
const OWN_NAME = '[your name]';

/** A referrer's own link, which they may hand on: it says how to reach us, and nothing about whose it is. */
export function referrerPage(served: Served): Router {
  const router = Router();
  router.use(address(`${PATH}.svg`, { get: behindClientLink(served, 'referrer', showCode) }));
  router.use(address(PATH, { get: behindClientLink(served, 'referrer', showPage) }));
  router.use(
    address<{ token: string }>(`${PATH}/told`, {
      get: (req, res) => res.redirect(303, `../${encodeURIComponent(req.params.token)}`),
      post: behindClientLink(served, 'referrer', told),
    }),
  );
  return router;
}

async function showCode({ linkTo, practice, token }: LinkVisit): Promise<Answer> {
  return qrAnswer(linkTo(`/p/${practice.slug}/r/${token}`));
}

async function showPage(visit: LinkVisit): Promise<Answer> {
  const introduction = await visit.inTransaction(introductionWords);
  return shown(page(visit.practice.name, wholePage(visit, introduction)));
}

/** "I've told someone" (D4): one tap, and the answer is M24. */
async function told({ practice, subjectId, fields, inTransaction }: LinkVisit): Promise<Answer> {
  const deadlineMs = toMs(practice.policy.acknowledgement.deadline);
  const sent = `told/${subjectId}/${onceOf(fields)}`;
  const words = await inTransaction(async (tx) => {
    await submitOnce(tx, sent, async () => void (await recordSelfReported(tx, subjectId, deadlineMs)));
    return renderText(await liveWords(tx.em, tx.practiceId, 'm24'), {});
  });
  return shown(page('Noted', markup`<p>${words}</p>`));
}

/** M6, the e-mail with which somebody is introduced; the practice's own words where it has some. */
async function introductionWords({ em, practiceId }: Tx): Promise<string> {
  return renderText(await liveWords(em, practiceId, 'm6'), { first: THEIR_NAME, me: OWN_NAME });
}

function wholePage({ practice, token }: LinkVisit, introduction: string): Markup {
  const subject = INTRODUCTION_SUBJECT.replace('{first}', THEIR_NAME);
  const mail = `To: ${practice.replyTo}\nSubject: ${subject}\n\n${introduction}`;
  return markup`<h2>How to reach us</h2>
${waysToReach(practice)}
<p><a href="${token}/enquire">Get in touch</a></p>
<h2>Words to pass on</h2>
<blockquote>“${wordsToPassOn(practice)}”</blockquote>
<p>Or show somebody this code; it opens this page.</p>
<img class="qr" src="${token}.svg" alt="A code that opens this page" width="176" height="176">
<h2>Introduce somebody</h2>
<p>${BEFORE_AN_INTRODUCTION}</p>
<p><a class="button" href="${mailto(practice.replyTo, subject, introduction)}">Write the e-mail</a></p>
<div class="field"><label for="words">Or copy it from here</label><textarea id="words" rows="12" readonly>${mail}</textarea></div>
<h2>Passed our name on?</h2>
<p>You may tell us with one tap. We don’t ask who it was, and you needn’t do it.</p>
${form(blank(), button('I’ve told someone'), `${token}/told`)}`;
}

function mailto(to: string, subject: string, body: string): string {
  const lines = body.replace(/\r?\n/g, '\r\n');
  return `mailto:${mailbox(to)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(lines)}`;
}
