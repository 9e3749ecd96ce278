import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import express from 'express';
import { markup, type Markup } from '../../http/markup.ts';
import { staticFiles, staticUrl } from '../../http/static-files.ts';
import { choices } from '../../web/parts/choices.ts';
import { copyBox } from '../../web/parts/copy-box.ts';
import { dateField } from '../../web/parts/date-field.ts';
import { errorSummary } from '../../web/parts/error-summary.ts';
import { field } from '../../web/parts/field.ts';
import { fileField } from '../../web/parts/file-field.ts';
import type { Filled } from '../../web/parts/filled.ts';
import { filters } from '../../web/parts/filters.ts';
import { list } from '../../web/parts/list.ts';
import { meter } from '../../web/parts/meter.ts';
import { named } from '../../web/parts/named.ts';
import { namesButton } from '../../web/parts/names-button.ts';
import { pager } from '../../web/parts/pager.ts';
import { picture } from '../../web/parts/picture.ts';
import { privateText } from '../../web/parts/private-text.ts';
import { reach } from '../../web/parts/reach.ts';
import { row } from '../../web/parts/row.ts';
import { select } from '../../web/parts/select.ts';
import { sessionEnd } from '../../web/parts/session-end.ts';
import { stateLine } from '../../web/parts/state-line.ts';
import { summaryList } from '../../web/parts/summary-list.ts';
import { table } from '../../web/parts/table.ts';
import { tag } from '../../web/parts/tag.ts';
import { taskList } from '../../web/parts/task-list.ts';
import { tick } from '../../web/parts/tick.ts';
import { timeline } from '../../web/parts/timeline.ts';

/** Every part on one page, served with the files that staff's pages have; `posted` is what its forms sent. */
export async function servedParts(
  html = '',
): Promise<{ url: string; posted: string[]; stop: () => Promise<void> }> {
  const posted: string[] = [];
  const app = express();
  app.use(staticFiles());
  app.get('/', (_req, res) => {
    res
      .set(
        'Content-Security-Policy',
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; form-action 'self'",
      )
      .type('html')
      .send(partsPage(html));
  });
  app.get('/list', (_req, res) => {
    res.type('html').send(todo([]).text);
  });
  app.post('/slow', (_req, res) => {
    posted.push('slow');
    setTimeout(() => res.status(204).end(), 500);
  });
  app.post('/names', express.urlencoded({ extended: false }), (req, res) => {
    posted.push(String(req.body.names));
    res.redirect(303, '/');
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    posted,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

const WRONG: Filled = {
  fields: { reach: 'nothing', until: '2026-12-01' },
  faults: {
    reach: 'Please give one telephone number or e-mail address.',
    who: 'Choose who does it.',
    heard: 'Choose one.',
  },
};

function todo(rows: readonly Markup[]): Markup {
  return list({ id: 'todo', label: 'To do', rows, empty: 'Nobody is waiting.', fresh: '/list' });
}

function partsPage(html: string): string {
  const acts = markup`<form method="post" action="/slow"><button>Thank now</button></form><form method="post" action="/slow"><button class="quiet">Not today</button></form><a href="#elsewhere">Give to…</a>`;
  const body = markup`${stateLine('Rehearsal: nothing leaves.', 'warm')}
${sessionEnd({ at: new Date(Date.now() + 60_000), words: 'You are signed out in two minutes.', stay: markup`<form method="post" action="/slow"><button class="quiet">Stay signed in</button></form>` })}
<h1>Every part</h1><p id="status" role="status" data-offline="Not saved: no connection. Press again."></p>
${filters('Which', [
  { href: '?who=me', words: 'Mine (3)', isCurrent: true },
  { href: '?who=all', words: 'Everybody’s (5)', isCurrent: false },
])}
${todo([
  row({
    id: 't1',
    clock: 'Two hours late',
    tone: 'fault',
    title: markup`${named('Robin Rowan')} rang`,
    body: markup`<p>${reach('020 7946 0018', 'robin@example.org')}</p>${field({ name: 'line', label: 'A line of your own', max: 200 }, { fields: {}, faults: {}, prefix: 't1-' })}`,
    acts,
  }),
  row({
    id: 't2',
    clock: 'By 14:10 today',
    tone: 'warm',
    title: named({ firstName: 'Sam', lastName: null }),
    acts,
  }),
  row({
    id: 't3',
    title: markup`${tag('settled', 'good')} ${tag('late', 'fault')} ${tag('soon', 'warm')} ${tag('waiting')} ${privateText('Robin said so.')}`,
  }),
])}
${pager({ label: 'Pages', first: { href: '?', words: 'To the beginning' }, next: { href: '?after=1', words: 'Older' } })}
<div class="beside"><div>${summaryList([
    { term: 'Practitioner', detail: 'Dr Lane', act: markup`<a href="#change">Change</a>` },
    { term: 'Since', detail: 'March' },
  ])}
${table({
  caption: 'Preview',
  columns: [
    { head: 'Name of the column in the file' },
    { head: 'What it is' },
    { head: 'Rows', isNumber: true },
  ],
  rows: [
    ['given_name_of_the_client', 'First name', 118],
    ['surname_of_the_client', 'Last name', 117],
  ],
})}</div>
${timeline([
  { at: markup`<time datetime="2026-11-30">today</time>`, what: 'They rang.' },
  { at: 'tomorrow', what: 'A thanks goes.', more: markup`<p>By itself.</p>` },
])}</div>
${meter({ label: 'Consent', value: 3, of: 12, words: '3 of 12 said yes' })}
${taskList('Steps', [
  { href: '#about', title: 'About you', hint: 'Name, address, hours.', state: 'Completed', isDone: true },
  { href: '#live', title: 'Go live', state: 'Not yet', tone: 'warm', isDone: false },
])}
${copyBox({ id: 'words', label: 'For your website', text: 'We have room.', copy: 'Copy', copied: 'Copied.' })}
${picture({ title: 'By month', desc: 'About the same each month.', width: 320, height: 40, svg: markup`<path class="drawn" d="M10 20H310"/><circle class="dot" cx="10" cy="20" r="3"/>`, table: { words: 'As a table', table: markup`<table><tbody><tr><th scope="row">May</th><td>3</td></tr></tbody></table>` } })}
${errorSummary(WRONG, 'Please look at this again')}
<form method="post" action="/slow">
${field({ name: 'reach', label: 'Phone or e-mail', hint: 'One is enough.', max: 200 }, WRONG)}
${field({ name: 'text', label: 'Anything else', type: 'lines', max: 2000 }, WRONG)}
${field({ name: 'minutes', label: 'Minutes', type: 'whole', max: 3 }, WRONG)}
${select({ name: 'who', label: 'Who', blank: 'Choose', options: [{ value: 'noor', label: 'Noor' }] }, WRONG)}
${choices(
  {
    name: 'heard',
    legend: 'How did they hear about us?',
    hint: 'As they said it.',
    options: [
      { value: 'a', label: 'A friend', hint: 'Or family.' },
      { value: 'b', label: 'Online' },
    ],
  },
  WRONG,
)}
${tick({ name: 'thank', label: 'Yes, do thank them', hint: 'In a note.' }, WRONG)}
${dateField({ name: 'until', label: 'Until', min: '2026-11-30' }, WRONG)}
${fileField({ name: 'file', label: 'CSV file', accept: '.csv' }, WRONG)}
<div class="acts"><button>Save</button><button class="quiet" name="keep" value="yes">Keep as it is</button></div></form>`;
  return markup`<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Every part</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="${staticUrl('kindword.css')}"><script src="${staticUrl('htmx.js')}" defer></script><script src="${staticUrl('kindword.js')}" defer></script></head>
<body class="staff"><a class="skip" href="#main">Skip to content</a>
<header class="top"><a class="home" href="/">Willow Row</a><form class="search" role="search" method="post" action="/slow"><input type="search" name="words" aria-label="Search people" data-key="/"></form>
<button class="quiet" popovertarget="menu">Menu</button><div class="own">${namesButton({ from: '/', action: '/names', areHidden: false, hide: 'Hide names', show: 'Show names' })}<a href="#me">Noor</a></div></header>
<nav class="menu" id="menu" aria-label="Main" popover><ul><li><a href="#today" aria-current="page" data-key="g t">Today</a></li><li><a href="#enquiries" data-key="g e">Enquiries</a></li></ul></nav>
<main id="main">${body}</main></body></html>`.text.replace('<html ', `<html ${html} `);
}
