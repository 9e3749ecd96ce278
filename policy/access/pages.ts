import type { RouteName } from './routes.ts';

type Page = {
  /** The read route whose readers may open it. */
  opens: RouteName;
  /** Its place in the menu. */
  menu?: MenuEntry;
  /** Closed to those who see their own people only: it measures their work, or is about people of others (S15). */
  notForPractitioners?: true;
};

/** The menu, in its order. */
export const MENU = [
  'today',
  'newEnquiry',
  'enquiries',
  'referrals',
  'clients',
  'fridayList',
  'colleagues',
  'capacity',
  'sourceLog',
  'inbox',
  'messages',
  'review',
  'templates',
  'policy',
  'manual',
  'imports',
  'practice',
  'privacy',
  'audit',
  'runs',
] as const;
export type MenuEntry = (typeof MENU)[number];

const OPEN_TO_ALL = { opens: 'GET /me' } as const;

/** Every page of staff by its address, in the order of the menu (§4.3): open to whom its read route is open. */
export const PAGES = {
  '/': OPEN_TO_ALL,
  '/me': OPEN_TO_ALL,
  '/me/confirm': OPEN_TO_ALL,
  '/practices': OPEN_TO_ALL,
  '/keys': OPEN_TO_ALL,
  '/set-up': { opens: 'PATCH /practice' },
  '/set-up/:step': { opens: 'PATCH /practice' },
  '/today': { opens: 'GET /tasks', menu: 'today' },
  '/tasks/:id': { opens: 'GET /tasks' },
  '/tasks/:id/give': { opens: 'GET /tasks' },
  '/enquiries/new': { opens: 'GET /enquiries', menu: 'newEnquiry' },
  '/enquiries': { opens: 'GET /enquiries', menu: 'enquiries' },
  '/enquiries/:id': { opens: 'GET /enquiries' },
  '/enquiries/:id/edit': { opens: 'GET /enquiries' },
  '/enquiries/:id/close': { opens: 'GET /enquiries' },
  '/enquiries/:id/refer-out': { opens: 'GET /enquiries' },
  '/refer-outs': { opens: 'GET /refer-outs' },
  '/refer-outs/:id': { opens: 'GET /refer-outs' },
  '/referrals/new': { opens: 'GET /referrals' },
  '/referrals': { opens: 'GET /referrals', menu: 'referrals', notForPractitioners: true },
  '/referrals/:id': { opens: 'GET /referrals' },
  '/clients': { opens: 'GET /clients', menu: 'clients' },
  '/clients/new': { opens: 'GET /clients' },
  '/clients/:id': { opens: 'GET /clients' },
  '/clients/:id/edit': { opens: 'GET /clients' },
  '/clients/:id/discharge': { opens: 'GET /clients' },
  '/clients/:id/merge': { opens: 'POST /clients/:id/merge' },
  '/clients/:id/slip': { opens: 'GET /clients' },
  '/friday': { opens: 'GET /me/friday-list', menu: 'fridayList' },
  '/network': { opens: 'GET /network', menu: 'colleagues', notForPractitioners: true },
  '/professionals': { opens: 'GET /professionals' },
  '/professionals/new': { opens: 'GET /professionals' },
  '/professionals/:id': { opens: 'GET /professionals' },
  '/capacity': { opens: 'GET /capacity', menu: 'capacity' },
  '/capacity/:practitionerId': { opens: 'GET /capacity' },
  '/broadcasts': { opens: 'GET /broadcasts' },
  '/broadcasts/new': { opens: 'GET /broadcasts' },
  '/broadcasts/:id': { opens: 'GET /broadcasts' },
  '/source-log': { opens: 'GET /source-log', menu: 'sourceLog' },
  '/source-log/:number': { opens: 'GET /source-log' },
  '/sources': { opens: 'GET /sources', notForPractitioners: true },
  '/spend': { opens: 'GET /spend' },
  '/inbound-mails': { opens: 'GET /inbound-mails', menu: 'inbox' },
  '/inbound-mails/:id': { opens: 'GET /inbound-mails' },
  '/messages': { opens: 'GET /messages', menu: 'messages' },
  '/messages/:id': { opens: 'GET /messages' },
  '/suppressions': { opens: 'GET /suppressions' },
  '/posted-forms': { opens: 'GET /posted-forms' },
  '/templates': { opens: 'GET /templates', menu: 'templates' },
  '/templates/:id': { opens: 'GET /templates' },
  '/templates/:id/versions/:version': { opens: 'GET /templates' },
  '/policy': { opens: 'GET /practice/policy', menu: 'policy', notForPractitioners: true },
  '/policy/trial': { opens: 'POST /policy-trials' },
  '/policy/:section': { opens: 'GET /practice/policy', notForPractitioners: true },
  '/reviews': { opens: 'GET /reviews', menu: 'review' },
  '/reviews/:id': { opens: 'GET /reviews' },
  '/reports': { opens: 'GET /reports/funnel', notForPractitioners: true },
  '/reports/:name': { opens: 'GET /reports/funnel', notForPractitioners: true },
  '/manual': { opens: 'GET /manual', menu: 'manual' },
  '/practice': { opens: 'GET /practice', menu: 'practice', notForPractitioners: true },
  '/practice/staff': { opens: 'GET /staff', notForPractitioners: true },
  '/practice/staff/:id': { opens: 'GET /staff', notForPractitioners: true },
  '/practice/lines': { opens: 'GET /service-lines', notForPractitioners: true },
  '/practice/mail': { opens: 'GET /practice/hook-credentials' },
  '/practice/cards': { opens: 'GET /staff', notForPractitioners: true },
  '/practice/webhooks': { opens: 'GET /webhooks' },
  '/imports': { opens: 'GET /imports/words', menu: 'imports' },
  '/imports/new': { opens: 'GET /imports/words' },
  '/imports/:id': { opens: 'GET /imports/words' },
  '/exports': { opens: 'GET /exports/clients' },
  '/privacy': { opens: 'GET /complaints', menu: 'privacy' },
  '/privacy/people': { opens: 'GET /complaints' },
  '/privacy/cases/:id': { opens: 'GET /complaints' },
  '/privacy/erasures/new': { opens: 'POST /erasures' },
  '/privacy/erasures/:id': { opens: 'GET /erasures' },
  '/privacy/:text': { opens: 'GET /complaints' },
  '/audit': { opens: 'GET /audit', menu: 'audit' },
  '/search/:sealed': OPEN_TO_ALL,
  '/runs': { opens: 'GET /runs', menu: 'runs' },
  '/runs/:kind/:id': { opens: 'GET /runs' },
} as const satisfies Record<string, Page>;

export type PageAddress = keyof typeof PAGES;

/** The line of the table for a page. */
export function pageAt(address: PageAddress): Page {
  return PAGES[address];
}
