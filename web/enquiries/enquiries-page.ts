import { markup, type Markup } from '../../http/markup.ts';
import { ENQUIRY_STAGES, type EnquiryStage } from '../../policy/enquiries/enquiry-terms.ts';
import { filters } from '../parts/filters.ts';
import { list } from '../parts/list.ts';
import { listPager } from '../parts/list-pager.ts';
import { staffNames } from '../practice/practitioners.ts';
import { staffPage, type PageAsked, type Params } from '../staff-page.ts';
import { enquiryRow } from './enquiry-row.ts';
import { advance, type Enquiry } from './next-step.ts';

const OPEN = ['received', 'contacted', 'booked'] as const;
const PATH = '/enquiries';

/** Where everybody stands who may become a client: as a board of what is open, or as a list. */
export const enquiriesPage = staffPage({
  address: '/enquiries',
  filters: ['view', 'stage', 'overdue', 'source', 'from', 'to', 'cursor'],
  acts: [advance],
  async show(asked) {
    const { ask, words, query } = asked;
    const { view, ...wanted } = query;
    const isBoard = view === 'board';
    const answer = await ask('GET /enquiries', {
      query: isBoard ? { ...wanted, open: 'true', limit: '200' } : { ...shownBy(wanted), limit: '50' },
    });
    const staff = await staffNames(ask);
    const { items, nextCursor, openByStage } = answer;
    const shown = isBoard
      ? board(asked, items, staff)
      : list({
          id: 'enquiries',
          label: words.say('enquiries.title'),
          rows: items.map((one) => enquiryRow(asked, one, { staff, isCard: false })),
          empty: emptyWords(asked),
        });
    return {
      title: words.say('enquiries.title'),
      body: markup`${views(asked)}${stages(asked, openByStage)}${shown}${listPager({ path: PATH, query, nextCursor }, words)}`,
    };
  },
});

/** Without a word about stages it is what is still open. */
function shownBy({ stage, ...others }: Params): Params {
  if (stage === 'all') return others;
  return stage === undefined ? { ...others, open: 'true' } : { ...others, stage };
}

function emptyWords({ words, may }: PageAsked): Markup {
  const link = may('POST /enquiries')
    ? markup` <a href="/enquiries/new">${words.say('enquiries.new.title')}</a>`
    : null;
  return markup`${words.say('enquiries.none')}${link}`;
}

function views({ words, query, may }: PageAsked): Markup {
  const isBoard = query['view'] === 'board';
  const elsewhere = may('GET /refer-outs')
    ? markup`<p><a href="/refer-outs">${words.say('referOuts.title')}</a></p>`
    : null;
  const both = filters(words.say('enquiries.views'), [
    { href: at(query, { view: 'list' }), words: words.say('enquiries.view.list'), isCurrent: !isBoard },
    { href: at(query, { view: 'board' }), words: words.say('enquiries.view.board'), isCurrent: isBoard },
  ]);
  return markup`${both}${elsewhere}`;
}

type Counts = { received: number; contacted: number; booked: number };

/** Counts only of what can be acted on, and none for whoever sees their own people only (S15). */
function stages({ words, query, me }: PageAsked, counts: Counts): Markup | null {
  if (query['view'] === 'board') return null;
  const label = (stage: EnquiryStage) => {
    const name = words.say(`terms.stage.${stage}`);
    const isOpen = stage === 'received' || stage === 'contacted' || stage === 'booked';
    return me.ownOnly || !isOpen ? name : words.say('enquiries.count', { name, count: counts[stage] });
  };
  const isLate = query['overdue'] === 'true';
  const current = isLate ? null : (query['stage'] ?? 'open');
  return filters(words.say('enquiries.stages'), [
    {
      href: at(query, { stage: null, overdue: null }),
      words: words.say('enquiries.open'),
      isCurrent: current === 'open',
    },
    {
      href: at(query, { stage: null, overdue: 'true' }),
      words: words.say('enquiries.overdue'),
      isCurrent: isLate,
    },
    ...ENQUIRY_STAGES.map((stage) => ({
      href: at(query, { stage, overdue: null }),
      words: label(stage),
      isCurrent: current === stage,
    })),
    {
      href: at(query, { stage: 'all', overdue: null }),
      words: words.say('enquiries.all'),
      isCurrent: current === 'all',
    },
  ]);
}

/** This list with other filters, from its beginning. */
function at(query: Params, change: Readonly<Record<string, string | null>>): string {
  const wanted = Object.entries({ ...query, cursor: null, ...change });
  const kept = wanted.flatMap(([name, value]) => (value ? [[name, value]] : []));
  const search = new URLSearchParams(kept).toString();
  return search === '' ? PATH : `${PATH}?${search}`;
}

/** A column a step, the most urgent first; nothing is dragged: each card has its next act. */
function board(asked: PageAsked, items: readonly Enquiry[], staff: ReadonlyMap<string, string>): Markup {
  const { words, me } = asked;
  const columns = OPEN.map((stage) => {
    const cards = items
      .filter((one) => one.stage === stage)
      .toSorted((one, other) => (one.dueAt ?? '').localeCompare(other.dueAt ?? ''));
    const name = words.say(`terms.stage.${stage}`);
    const heading = me.ownOnly ? name : words.say('enquiries.count', { name, count: cards.length });
    const cardList = list({
      id: `column-${stage}`,
      label: name,
      rows: cards.map((card) => enquiryRow(asked, card, { staff, isCard: true })),
      empty: words.say('enquiries.noneHere'),
    });
    return markup`<section aria-labelledby="stage-${stage}"><h2 id="stage-${stage}">${heading}</h2>${cardList}</section>`;
  });
  return markup`<div class="board">${columns}</div>`;
}
