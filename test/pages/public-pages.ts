import { publicLink } from '../../email/public-link.ts';
import { openFridayList } from '../../facts/friday-lists/open-friday-list.ts';
import { daysAgo } from '../support/clock.ts';
import { inPractice } from '../support/in-practice.ts';
import type { TestKindword } from '../support/kindword.ts';
import type { TestPractice } from '../support/practice.ts';
import { linkFor } from './visitor.ts';

/** Addresses that anybody may open, of a client named Hermia Athens and of the practice: pages, and what else is there. */
export async function publicPagesOf(
  kindword: TestKindword,
  practice: TestPractice,
): Promise<{ pages: string[]; others: string[] }> {
  const { id } = await practice.client({ firstName: 'Hermia', lastName: 'Athens' });
  const { id: colleague } = await practice.professional();
  const own = (purpose: 'referrer' | 'unsubscribe' | 'broadcasts' | 'consent' | 'survey' | 'intake') =>
    linkFor(kindword, practice, purpose, id);
  const atDesk = `${kindword.url}/p/${practice.slug}`;
  const referrer = await own('referrer');
  const practitioner = await practice.as(['practitioner']);
  const pages = [
    referrer,
    await own('unsubscribe'),
    await own('broadcasts'),
    await own('consent'),
    await own('survey'),
    await own('intake'),
    await linkFor(kindword, practice, 'keep_posted', colleague),
    await fridayLink(kindword, practice),
    `${atDesk}/consent`,
    `${atDesk}/survey`,
    `${atDesk}/refer`,
    `${atDesk}/professionals`,
    `${atDesk}/enquire`,
    `${referrer}/enquire`,
    `${atDesk}/card/${practitioner.staffId}`,
    `${atDesk}/card/${practitioner.staffId}?print=a4`,
    `${atDesk}/capacity`,
    `${kindword.url}/waiting/17`,
  ];
  const others = [
    `${referrer}.svg`,
    `${atDesk}/consent.svg`,
    `${atDesk}/survey.svg`,
    `${atDesk}/refer.svg`,
    `${atDesk}/card/${practitioner.staffId}.svg`,
    `${referrer}/told`,
  ];
  return { pages, others };
}

/** The list of a practitioner who saw somebody for the last time yesterday. */
async function fridayLink(kindword: TestKindword, practice: TestPractice): Promise<string> {
  const { staffId } = await practice.as(['practitioner']);
  const { id } = await practice.client({ practitionerId: staffId });
  await practice.ask('POST', `/clients/${id}/sessions`, { at: daysAgo(1), status: 'attended' });
  const list = await inPractice(kindword, practice, (one) => openFridayList(one, staffId, kindword.url));
  const { practiceId, slug } = practice;
  const subject = { id: list?.id ?? '', generation: 0 };
  return publicLink(kindword.url, { id: practiceId, slug }, 'friday', subject).url;
}
