import { markup } from '../../http/markup.ts';
import { Problem } from '../../http/problem.ts';
import type { RouteName } from '../../policy/access/routes.ts';
import { staffPage } from '../staff-page.ts';

const API = '/api/v1';
const KINDS = ['clients', 'professionals', 'referrals', 'source-log', 'messages', 'audit'] as const;
type Kind = (typeof KINDS)[number];

const routeOf = (kind: Kind): RouteName => `GET /exports/${kind}`;

/** What can be taken along, each as a file; the frame asks once more who its reader is. */
const exportsPage = staffPage({
  address: '/exports',
  show({ may, words }) {
    const { say } = words;
    const lines = KINDS.filter((kind) => may(routeOf(kind))).map(
      (kind) =>
        markup`<li><a href="/exports/${kind}">${say(`exports.kind.${kind}`)}</a><p class="hint">${say(`exports.what.${kind}`)}</p></li>`,
    );
    return Promise.resolve({
      title: say('exports.title'),
      body: markup`<p>${say('exports.lead')}</p><ul aria-label="${say('exports.list')}">${lines}</ul>`,
    });
  },
});

/** One kind of record as a file, with what is in it and what is not. */
const exportPage = staffPage({
  address: '/exports/:kind',
  show({ may, params, words }) {
    const { say } = words;
    const kind = KINDS.find((one) => one === params['kind']);
    if (kind === undefined) throw new Problem(404, 'There is no such export.');
    if (!may(routeOf(kind))) throw new Problem(403, 'This page is not open to you.');
    return Promise.resolve({
      title: say(`exports.kind.${kind}`),
      body: markup`<p>${say(`exports.what.${kind}`)}</p><p>${say('exports.careful')}</p><p><a class="button" href="${API}${routeOf(kind).slice('GET '.length)}" download="${kind}.csv">${say('exports.download')}</a></p><p><a href="/exports">${say('exports.back')}</a></p>`,
    });
  },
});

export const EXPORT_PAGES = [exportsPage, exportPage];
