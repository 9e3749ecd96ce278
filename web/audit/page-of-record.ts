import { pageAt, type PageAddress } from '../../policy/access/pages.ts';
import type { RouteName } from '../../policy/access/routes.ts';

const PAGE_OF: Readonly<Record<string, PageAddress>> = {
  client: '/clients/:id',
  enquiry: '/enquiries/:id',
  referral: '/referrals/:id',
  professional: '/professionals/:id',
  refer_out: '/refer-outs/:id',
  message: '/messages/:id',
  inbound_mail: '/inbound-mails/:id',
  review: '/reviews/:id',
  staff: '/practice/staff/:id',
  broadcast: '/broadcasts/:id',
  complaint: '/privacy/cases/:id',
  incident: '/privacy/cases/:id',
  access: '/privacy/cases/:id',
  erasure: '/privacy/erasures/:id',
};

/** Where a record is seen, if it has a page that this reader may open. */
export function pageOfRecord(entity: string, id: string, may: (route: RouteName) => boolean): string | null {
  const address = PAGE_OF[entity];
  return address !== undefined && may(pageAt(address).opens) ? address.replace(':id', id) : null;
}
