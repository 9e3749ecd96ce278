import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { capacityScript } from '../../web/capacity/capacity-script.ts';

const NOW = Date.parse('2026-11-30T12:00:00Z');
const LATER = new Date(NOW + 1);
const HOME = 'https://kindword.example/p/willow/';

type Link = { host: string; pathname: string; textContent: string };

function link(address: string): Link {
  const { host, pathname } = new URL(address);
  return { host, pathname, textContent: 'Ask whether there is room' };
}

/** Runs it on a page with these links. */
function run(
  script: string,
  links: readonly Link[],
  { from = null, now = NOW }: { from?: string | null; now?: number } = {},
) {
  const later: (() => void)[] = [];
  runInNewContext(script, {
    URL,
    Date: { now: () => now },
    document: {
      currentScript: from === null ? null : { src: from },
      readyState: 'loading',
      querySelectorAll: () => links,
      addEventListener: (_event: string, work: () => void) => later.push(work),
    },
  });
  later.forEach((work) => work());
}

function scriptFor(statement: string, validUntil: Date | null = LATER): string {
  return capacityScript({ statement, validUntil, slug: 'willow', home: HOME });
}

test('whatever a name holds, the link says it to the letter, in at most 2 KB, and nothing ends the script early', () => {
  const name = fc.string({ unit: 'binary', maxLength: 240 }).map((text) => text.slice(0, 240));
  const hostile = fc.constantFrom(
    '<'.repeat(220),
    '</script><script>alert(1)</script>',
    '<!--',
    '\'"`${x}\\',
    '\u2028\u2029',
    '\u0000',
  );
  fc.assert(
    fc.property(fc.oneof(name, hostile), (text) => {
      const statement = `We're full at the moment; our next openings are in September 2027. ${text} can see you sooner. As of 29 November 2026.`;
      const script = scriptFor(statement);
      const own = link(`${HOME}enquire`);

      run(script, [own]);

      expect(own.textContent).toBe(statement);
      expect(script).not.toMatch(/<|[\u2028\u2029]/);
      expect(Buffer.byteLength(script)).toBeLessThanOrEqual(2_048);
    }),
  );
});

test('it knows its links by where they lead: where it was fetched from, or where the practice says it is', () => {
  const links = [
    link(`${HOME}enquire`),
    link('http://kindword.example/p/willow/r/abc/enquire'),
    link('https://site.example/kind/p/willow/enquire'),
    link('https://kindword.example/p/willow-2/enquire'),
    link('https://kindword.example/p/elm/enquire'),
    link('https://other.example/p/willow/enquire'),
  ];
  run(scriptFor('Room.'), links, { from: 'https://site.example/kind/p/willow/capacity.js?v=2' });
  expect(links.map(({ textContent }) => textContent === 'Room.')).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);

  const copied = [link('https://site.example/contact'), link(`${HOME}enquire`)];
  run(scriptFor('Room.'), copied, { from: 'https://site.example/capacity.js' });
  expect(copied.map(({ textContent }) => textContent === 'Room.')).toEqual([false, true]);
});

test('a copy that somebody kept longer than the statement stands says “please ask”', () => {
  const said = [LATER.getTime() - 1, LATER.getTime()].map((now) => {
    const own = link(`${HOME}enquire`);
    run(scriptFor('Room.'), [own], { now });
    return own.textContent;
  });

  expect(said).toEqual(['Room.', 'Please ask whether we can see you.']);
});
