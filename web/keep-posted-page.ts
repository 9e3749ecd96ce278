import { Professional } from '../entities/professional.ts';
import { publicLink } from '../email/public-link.ts';
import { makeLinkWork } from '../facts/outbound-mail/make-link-work.ts';
import { optInToOpenings } from '../facts/professionals/save-professional.ts';
import { address } from './address.ts';
import { blank } from './parts/filled.ts';
import { button, form } from './parts/form.ts';
import { markup, type Markup } from '../http/markup.ts';
import { page } from './page.ts';
import { behindLink, shown, type LinkVisit, type Served } from './visit.ts';

/** A colleague may ask to hear when there is space again (M8), and say stop at any time. */
export function keepPostedPage(served: Served) {
  return address('/p/:practice/posted/:token', {
    get: behindLink(served, 'keep_posted', async (visit) => {
      const { practice, subjectId: id, inTransaction } = visit;
      const known = await inTransaction(({ em }) => em.findOne(Professional, { id }));
      if (known?.keepPostedAt) return shown(page('Keep me posted', willWrite(visit)));
      const words = markup`<p>Shall ${practice.neutralSenderName} write to you when there is space again? One short note, and you can say stop at any time.</p>
${form(blank(), button('Yes, keep me posted'))}`;
      return shown(page('Keep me posted', words));
    }),

    post: behindLink(served, 'keep_posted', async (visit) => {
      await visit.inTransaction(async (tx) => {
        await optInToOpenings(tx, visit.subjectId);
        await makeLinkWork(tx, stopOf(visit));
      });
      return shown(page('Thank you', willWrite(visit)));
    }),
  });
}

function willWrite(visit: LinkVisit): Markup {
  return markup`<p>We will write when there is space. There is nothing else to do.</p>
<p>You can say stop at any time: <a href="${stopOf(visit).url}">no more e-mail, please</a>.</p>`;
}

function stopOf({ practice, subjectId, linkTo }: LinkVisit) {
  return publicLink(linkTo(''), practice, 'unsubscribe', { id: subjectId, generation: 0 });
}
