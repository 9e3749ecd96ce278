import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hostsOf, picture, TestBrowser } from '../support/browser.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { TestPractice } from '../support/practice.ts';
import { state } from './capacity.ts';
import { card, PAPER, POINTS, printed, SIZES } from './cards.ts';
import { ForeignSite } from './foreign-site.ts';
import { HOSTILE } from './refer-forms.ts';
import { GONE_TITLE, linkFor, TELEPHONE, visit } from './visitor.ts';

const SAYS_OPEN = /^We have room for new people\. As of \d{1,2} \w+ \d{4}\.$/;
const SAYS_FULL = /^We're full at the moment; we don't have a date yet\. As of \d{1,2} \w+ \d{4}\.$/;
const ASKS = 'Please ask whether we can see you.';
const WITHOUT_SCRIPT = 'Ask whether there is room';

const SOMEBODY = {
  whoWeHelp:
    'Adults who are going through a change: a loss, a move, a new job or a new child. You need no diagnosis and no letter.\n\nWe also see couples.',
  whatToExpect:
    'We ring you back within a day. The first talk takes twenty minutes, costs nothing and binds nobody; after it we both say whether it fits.',
  videoUrl: 'https://willow.example.org/hello',
};
const LONG = 'Wwwwwwwwwwww '.repeat(100);

let kindword: TestKindword;
let browser: TestBrowser;
let site: ForeignSite;
beforeAll(async () => {
  [browser, site, kindword] = await Promise.all([
    TestBrowser.start(),
    ForeignSite.start(),
    startKindword({ trustedProxies: 1 }),
  ]);
});
afterAll(async () => {
  await Promise.all([browser?.stop(), site?.stop()]);
  await kindword?.stop();
});

type Of = { practice: TestPractice; practitionerId: string; home: string };

/** A practice at which one person works with people. */
async function alone(name?: string): Promise<Of> {
  const practice = await kindword.practice({ sending: 'paused', ...(name === undefined ? {} : { name }) });
  const { staffId } = await practice.as(['practitioner']);
  return { practice, practitionerId: staffId, home: `${kindword.url}/p/${practice.slug}` };
}

async function full(of: Of): Promise<void> {
  await state(kindword, of.practice, { practitionerId: of.practitionerId, status: 'full' });
}

async function open(of: Of): Promise<void> {
  await state(kindword, of.practice, { practitionerId: of.practitionerId, status: 'open' });
}

/** What a practice puts on its website. */
function widget({ home }: Of, id: string, src = `${home}/capacity.js`): string {
  return `<p><a id="${id}" href="${home}/enquire" data-kindword="capacity">${WITHOUT_SCRIPT}</a></p><script src="${src}" async></script>`;
}

/** Nothing but scripts of ours, and no text may become anything else (Trusted Types). */
function strict(): string {
  return `default-src 'none'; script-src ${kindword.url}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;
}

async function json({ home }: Of) {
  const answered = await visit(`${home}/capacity.json`);
  expect(answered.status).toBe(200);
  return JSON.parse(answered.text);
}

test('on a page elsewhere, under a strict policy and Trusted Types, a link says whether there is room, each its own (S72)', async () => {
  const [willow, elm, hostile] = [
    await alone('Willow'),
    await alone('Willow 2'),
    await alone(`"><img src=x> </script> \u{202E}'`),
  ];
  await open(willow);
  await full(elm);
  await open(hostile);
  site.shows(
    `${widget(willow, 'willow')}${widget(elm, 'elm')}${widget(hostile, 'hostile')}
<a id="none" href="https://other.example/p/${willow.practice.slug}/enquire" data-kindword="capacity">Somebody else</a>
<a id="plain" href="${willow.home}/enquire">Write to us</a>`,
    strict(),
    { 'cross-origin-embedder-policy': 'require-corp' },
  );

  const { page, asked } = await browser.open(site.url);
  await page.waitForLoadState('networkidle');
  const said = await page.evaluate<[id: string, text: string, markup: string][]>(
    `[...document.querySelectorAll('a')].map((link) => [link.id, link.textContent, link.outerHTML.replace(link.innerHTML, '')])`,
  );

  expect(said.map(([id, text]) => [id, text])).toEqual([
    ['willow', expect.stringMatching(SAYS_OPEN)],
    ['elm', expect.stringMatching(SAYS_FULL)],
    ['hostile', expect.stringMatching(SAYS_OPEN)],
    ['none', 'Somebody else'],
    ['plain', 'Write to us'],
  ]);
  expect(said[0]?.[2]).toBe(`<a id="willow" href="${willow.home}/enquire" data-kindword="capacity"></a>`);
  expect(site.violations).toEqual([]);
  expect(hostsOf(asked).toSorted()).toEqual([new URL(kindword.url).host, new URL(site.url).host].toSorted());
  expect(await page.context().cookies()).toEqual([]);
  await page.click('#willow');
  expect(await page.textContent('h1')).toBe('Get in touch');
});

test('without JavaScript the link says what it says, and leads to the form', async () => {
  const willow = await alone();
  await open(willow);
  site.shows(widget(willow, 'willow'), strict());

  const { page } = await browser.open(site.url, TELEPHONE, { javaScriptEnabled: false });

  expect(await page.textContent('#willow')).toBe(WITHOUT_SCRIPT);
  await page.click('#willow');
  expect(await page.textContent('h1')).toBe('Get in touch');
});

test('in a frame elsewhere it is a page without a script, whose link opens in the window around it', async () => {
  const willow = await alone('Willow');
  await full(willow);
  const frame = `<iframe src="${willow.home}/capacity?embed=1" title="Is there room?" width="420" height="260"></iframe>`;
  site.shows(frame, `default-src 'none'; frame-src ${kindword.url}`);

  const { page } = await browser.open(site.url);
  const framed = page.frameLocator('iframe');

  await framed.locator('.capacity').waitFor();
  await picture(page, 'capacity-framed');
  expect(await framed.locator('.capacity').textContent()).toMatch(SAYS_FULL);
  expect(await framed.locator('script').count()).toBe(0);
  expect(await page.context().cookies()).toEqual([]);
  await framed.locator('a.button').click();
  await page.waitForURL(`${willow.home}/enquire`);
  const { headers } = await visit(`${willow.home}/capacity`);
  expect([
    headers.get('content-security-policy')?.includes('frame-ancestors *'),
    headers.get('x-frame-options'),
  ]).toEqual([true, null]);
});

test('the answer for programs says who has room, in our words and in those of HL7, and names nobody else (S71)', async () => {
  const { practice, practitionerId, home } = await alone('Willow');
  const of = { practice, practitionerId, home };
  const jo = await practice.professional({
    title: 'Dr',
    firstName: 'Jo',
    lastName: 'Juniper',
    placesKnown: 2,
  });
  const others = [
    await practice.professional({ lastName: 'Notasked', placesKnown: 2 }),
    await practice.professional({ lastName: 'Noplaces', placesKnown: 0 }),
    await practice.professional({ lastName: 'Nomore', placesKnown: 2, takesReferrals: false }),
  ];
  for (const id of [jo.id, others[1]?.id, others[2]?.id])
    await practice.ask('PATCH', `/professionals/${id}`, { mayBeNamed: true });
  const line = await practice.ask('POST', '/service-lines', { name: 'Counselling', stages: [] });
  await state(kindword, practice, {
    practitionerId,
    serviceLineId: line.id,
    status: 'nearly_full',
    waitWeeks: { from: 2, to: 4 },
  });
  await practice.ask('PUT', `/capacity/${practitionerId}`, { status: 'full', nextOpening: '2099-03' });

  const answer = await json(of);

  const words = expect.stringMatching(
    /^We're full at the moment; our next openings are in March 2099\. Jo Juniper can see you sooner\. As of /,
  );
  expect(Object.keys(answer)).toEqual(
    'practice status statement nextOpening waitWeeks asOf validUntil capacityStatus practitioners room contact'.split(
      ' ',
    ),
  );
  expect(answer).toMatchObject({
    practice: 'Willow',
    status: 'full',
    statement: words,
    nextOpening: '2099-03',
    waitWeeks: null,
    asOf: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    capacityStatus: {
      system: 'http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes',
      code: 'waitlist',
    },
    practitioners: [
      {
        card: `${home}/card/${practitionerId}`,
        status: 'full',
        statement: words,
        serviceLines: [{ name: 'Counselling', status: 'nearly_full' }],
      },
    ],
    room: ['Jo Juniper'],
    contact: `${home}/enquire`,
  });
  expect((await practice.ask('GET', '/capacity/wording')).statement).toBe(answer.statement);
  const shown = (await visit(`${home}/capacity`)).text;
  for (const text of [JSON.stringify(answer), shown]) {
    expect(text).toContain('Jo Juniper');
    expect(text).not.toMatch(/@|Notasked|Noplaces|Nomore|Olive/);
  }
  const { page } = await browser.open(`${home}/capacity`, TELEPHONE);
  await picture(page, 'capacity');
});

test('any site may ask as often as it likes, and keep the answer until a statement in it ends, five minutes at most', async () => {
  const of = await alone();
  await open(of);
  for (const file of ['capacity.json', 'capacity.js']) {
    const { headers, text } = await visit(`${of.home}/${file}`);
    const etag = headers.get('etag') ?? '';
    expect([headers.get('access-control-allow-origin'), headers.get('cross-origin-resource-policy')]).toEqual(
      ['*', 'cross-origin'],
    );
    expect(headers.get('cache-control')).toBe('public, max-age=300, must-revalidate');
    expect([headers.get('set-cookie'), headers.get('vary'), headers.get('ratelimit')]).toEqual([
      null,
      null,
      null,
    ]);
    expect(Buffer.byteLength(text)).toBeLessThan(2_048);

    const head = await visit(`${of.home}/${file}`, { method: 'HEAD' });
    const again = await visit(`${of.home}/${file}`, { headers: { 'if-none-match': `W/${etag}` } });
    const leave = await visit(`${of.home}/${file}`, { method: 'OPTIONS' });
    const posted = await visit(`${of.home}/${file}`, { method: 'POST' });
    expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', etag]);
    expect([again.status, again.text, again.headers.get('cache-control')]).toEqual([
      304,
      '',
      headers.get('cache-control'),
    ]);
    expect([leave.status, leave.headers.get('access-control-allow-origin'), posted.status]).toEqual([
      204,
      '*',
      405,
    ]);

    await state(kindword, of.practice, {
      practitionerId: of.practitionerId,
      status: 'open',
      validUntil: new Date(Date.now() + 100_000),
      statedAt: new Date('2020-01-01T12:00:00Z'),
    });
    const soon = await visit(`${of.home}/${file}`, { headers: { 'if-none-match': etag } });
    expect([soon.status, soon.headers.get('etag') === etag]).toEqual([200, false]);
    expect(Number(/max-age=(\d+)/.exec(soon.headers.get('cache-control') ?? '')?.[1])).toBeLessThanOrEqual(
      100,
    );
    await open(of);
  }
  const crowd = await Promise.all(
    Array.from({ length: 100 }, () =>
      visit(`${of.home}/capacity.json`, { headers: { 'x-forwarded-for': '198.51.100.9' } }),
    ),
  );
  expect(new Set(crowd.map(({ status }) => status))).toEqual(new Set([200]));

  const nobody = await visit(`${kindword.url}/p/no-such-practice/capacity.json`);
  expect([nobody.status, nobody.text.includes(GONE_TITLE), nobody.headers.get('cache-control')]).toEqual([
    404,
    true,
    'no-store',
  ]);
});

test('one statement stands everywhere, takes whoever comes all the same, and says “please ask” once it has expired (S72, S73)', async () => {
  const of = await alone('Willow');
  const { practice, practitionerId, home } = of;
  const link = await linkFor(kindword, practice, 'referrer', (await practice.client()).id);
  const pages = [`${home}/enquire`, `${home}/professionals`, link, `${link}/enquire`];
  const everywhere = [
    ...pages,
    `${home}/capacity`,
    `${home}/card/${practitionerId}`,
    `${home}/card/${practitionerId}?print=a6`,
  ];
  const before = await Promise.all(pages.map(async (url) => (await visit(url)).text.includes(ASKS)));
  expect(before).toEqual(pages.map(() => false));

  await full(of);
  const { statement } = await json(of);
  expect(statement).toMatch(SAYS_FULL);
  for (const url of everywhere)
    expect([url, asText((await visit(url)).text).includes(statement)]).toEqual([url, true]);
  const { page } = await browser.open(`${home}/enquire`, TELEPHONE);
  await picture(page, 'enquire-while-full');
  expect(await page.locator('#send').count()).toBe(1);

  await state(kindword, practice, { practitionerId, status: 'full', validUntil: new Date(Date.now() - 1) });
  expect(await json(of)).toMatchObject({
    status: 'please_ask',
    statement: ASKS,
    asOf: null,
    validUntil: null,
    capacityStatus: { code: 'additional-assessment-required' },
  });
  for (const url of everywhere) {
    const text = asText((await visit(url)).text);
    expect([url, text.includes(ASKS), text.includes('full at the moment')]).toEqual([url, true, false]);
  }
});

/** As it is read, without escapes. */
function asText(html: string): string {
  return html.replaceAll('&#39;', "'");
}

test('a card says whom they help, how to reach us, what happens next and their own places, on a screen and on one side of A6 and A4 (S82)', async () => {
  const { practice, practitionerId, url } = await card(
    kindword,
    { name: 'Noor Rahman', ...SOMEBODY },
    { name: 'Willow Practice', phone: '020 7946 0018', website: 'https://willow.example.org' },
  );
  const { staffId: other } = await practice.as(['practitioner']);
  await state(kindword, practice, { practitionerId, status: 'full', nextOpening: '2099-03' });
  await state(kindword, practice, { practitionerId: other, status: 'open' });
  const places = `We&#39;re full at the moment; our next openings are in March 2099.`;

  const { page } = await browser.open(url, TELEPHONE);
  await picture(page, 'card');
  for (const shown of [await visit(url), await visit(`${url}?print=a6`), await visit(`${url}?print=A4`)]) {
    for (const words of [
      'Noor Rahman',
      'Willow Practice',
      'Adults who are',
      '020 7946 0018',
      'We ring you back',
      places,
    ])
      expect(shown.text).toContain(words);
    expect(shown.text).not.toMatch(/<script|style="/);
  }
  expect(await page.getAttribute('a:has-text("short video")', 'href')).toBe(SOMEBODY.videoUrl);
  for (const size of SIZES)
    expect(await printed(browser, url, size, 'card')).toMatchObject({
      sides: 1,
      paper: POINTS[size],
      cut: [],
      wide: false,
    });
});

test('with names and words of any length, or with nothing filled in, it is still one side with its code', async () => {
  const cards = {
    bare: await card(kindword, { name: 'Al' }),
    long: await card(
      kindword,
      {
        name: LONG.slice(0, 100),
        whoWeHelp: LONG.slice(0, 1_000),
        whatToExpect: LONG.slice(0, 1_000),
        videoUrl: 'https://a.example',
      },
      {
        name: LONG.slice(0, 120),
        phone: '+44 20 7946 0018 (ask for the desk, 9 to 5)',
        website: `https://${'willow-'.repeat(12)}.example.org/${'a'.repeat(120)}`,
        crisisRoute: LONG.slice(0, 200),
      },
    ),
    wide: await card(
      kindword,
      { name: '心'.repeat(100), whoWeHelp: '心'.repeat(1_000), whatToExpect: '心\n'.repeat(400) },
      { name: HOSTILE },
    ),
  };
  const { practice, practitionerId } = cards.long;
  await state(kindword, practice, { practitionerId, status: 'full', waitWeeks: { from: 8, to: 12 } });

  for (const [name, { url }] of Object.entries(cards))
    for (const size of name === 'long' ? SIZES : (['a6'] as const)) {
      const { sides, codeEnds, wide } = await printed(browser, url, size, name);
      expect([name, size, sides, codeEnds < PAPER[size].height, wide]).toEqual([name, size, 1, true, false]);
    }
});

test('its code opens the card, and another size is answered with those that there are', async () => {
  const { url } = await card(kindword, { name: 'Noor Rahman' });

  const code = await visit(`${url}.svg`);
  expect([code.status, code.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
  for (const size of ['a5', '', 'a6,a4']) {
    const { status, text } = await visit(`${url}?print=${size}`);
    expect([size, status, text.includes('?print=a6'), text.includes('?print=a4')]).toEqual([
      size,
      400,
      true,
      true,
    ]);
  }
  for (const gone of [
    `${url.slice(0, -1)}f0`,
    `${url.replace(/.$/, (last) => (last === '0' ? '1' : '0'))}.svg`,
  ])
    expect((await visit(gone)).status).toBe(404);
});
