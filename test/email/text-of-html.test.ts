import { expect, test } from '@jest/globals';
import { textOfHtml } from '../../email/text-of-html.ts';

test.each([
  ['blocks are lines', '<div>One</div><div>Two<br>Three</div>', 'One\nTwo\nThree'],
  ['references are read', '<p>Zo&euml; &amp; Ren&#233;&nbsp;&lt;x&gt;</p>', 'Zoë & René <x>'],
  ['what is not shown is left out', '<title>T</title><style>p{}</style><script>x()</script><p>Hi</p>', 'Hi'],
  ['what is quoted is marked', '<p>Yes</p><blockquote>Shall we?</blockquote>', 'Yes\n\n> Shall we?'],
  [
    'a table is a line for each row',
    '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>',
    'a b\nc',
  ],
  [
    'a link is its words',
    '<a href="https://example.org">our page</a><img src="x" alt="picture">',
    'our page',
  ],
  ['no markup is no fault', 'a < b', 'a < b'],
])('%s', (_, html, text) => {
  expect(textOfHtml(html).replaceAll(/ +$/gm, '')).toBe(text);
});

test.each(['<div>', '<table><tr><td>', '<blockquote>', '<b>', '<', '&', '<!--', '<ul><li>x'])(
  'a mail of nothing but %s is read all the same',
  (tag) => {
    const started = performance.now();
    textOfHtml(tag.repeat(200_000 / tag.length));

    expect(performance.now() - started).toBeLessThan(15_000);
  },
);
