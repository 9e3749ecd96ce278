import { noteResults } from '../../facts/contact-path/note-results.ts';
import { prepareChecks, type ChecksToMake, type PageToTry } from '../../facts/contact-path/prepare-checks.ts';
import type { ContactFault } from '../../policy/contact-path/contact-faults.ts';
import type { ContactPart } from '../../policy/contact-path/contact-parts.ts';
import type { ContactResult } from '../../policy/contact-path/contact-result.ts';
import { callOut } from '../call-out.ts';
import type { ActivityDeps } from '../deps.ts';
import { tryForm, tryPage } from './our-pages.ts';
import { tryWebsite } from './websites.ts';

const MOST_PAGES_AT_ONCE = 4;
/** For all pages of one part, well within the time of an activity. */
const PAGES_WITHIN_MS = 20_000;

/** Looks at every part that is due from outside, all at once, each within its own time. */
export const checkContactPath = callOut({
  prepare: (tx, _, deps) => prepareChecks(tx, deps),
  call: makeChecks,
  settle: (tx, _, { asked, results }) => noteResults(tx, asked, results),
});

async function makeChecks(deps: ActivityDeps, asked: ChecksToMake) {
  const pagesOf = [...new Set(asked.pages.map(({ part }) => part))];
  const [forms, pages, website, mails] = await Promise.all([
    Promise.all(asked.forms.map((form) => tryForm(deps.publicUrl, form))),
    Promise.all(
      pagesOf.map((part) =>
        tryPages(
          deps,
          part,
          asked.pages.filter((page) => page.part === part),
        ),
      ),
    ),
    tryWebsites(deps, asked.websites),
    Promise.all(asked.mails.map((mail) => tryMail(deps, mail))),
  ]);
  return { asked, results: [...forms, ...pages, ...website, ...mails] };
}

/** A part works if every page of it does. */
async function tryPages(
  { publicUrl }: ActivityDeps,
  part: ContactPart,
  pages: readonly PageToTry[],
): Promise<ContactResult> {
  const endsAt = performance.now() + PAGES_WITHIN_MS;
  for (let from = 0; from < pages.length; from += MOST_PAGES_AT_ONCE) {
    if (performance.now() > endsAt) return { part, found: 'failed', why: 'timeout' };
    const some = pages.slice(from, from + MOST_PAGES_AT_ONCE);
    const faults = await Promise.all(some.map((page) => tryPage(publicUrl, page)));
    const why = faults.find((fault) => fault !== null);
    if (why) return { part, found: 'failed', why };
  }
  return { part, found: 'ok' };
}

async function tryWebsites(
  { webhookReach }: ActivityDeps,
  urls: readonly string[],
): Promise<ContactResult[]> {
  if (urls.length === 0) return [];
  const part = 'website';
  const found = await Promise.all(urls.map((url) => tryWebsite(url, webhookReach)));
  const why = found.find((one): one is ContactFault => one !== 'answers' && one !== 'unknown');
  if (why) return [{ part, found: 'failed', why }];
  return [{ part, found: found.includes('unknown') ? 'unknown' : 'ok' }];
}

/** What the mail provider certainly did not take because of itself says nothing of the practice's own way. */
async function tryMail(
  { mailer }: ActivityDeps,
  { part, envelope, markId }: ChecksToMake['mails'][number],
): Promise<ContactResult> {
  const outcome = await mailer.send(envelope);
  switch (outcome.kind) {
    case 'sent':
    case 'unknown':
      return { part, found: 'sent', markId };
    case 'refused':
      return { part, found: 'failed', why: 'mail_refused' };
    case 'not_sent':
      return outcome.why === 'mail_settings' || outcome.why === 'tracking_on'
        ? { part, found: 'failed', why: 'mail_settings' }
        : { part, found: 'unknown' };
  }
}
