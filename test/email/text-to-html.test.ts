import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { textToHtml } from '../../email/text-to-html.ts';

const bodyOf = (html: string) => /<div[^>]*>\n(.*)\n<\/div>/s.exec(html)?.[1] ?? '';

test('paragraphs, line ends and links look as the text means them', () => {
  const html = bodyOf(textToHtml('Hello: https://a.example/x?b=1&c=2. And\nmore\n\nAnna', 'en-GB'));

  expect(html).toBe(
    '<p style="margin:0 0 1em">Hello: <a href="https://a.example/x?b=1&amp;c=2">https://a.example/x?b=1&amp;c=2</a>. And<br>\nmore</p>\n' +
      '<p style="margin:0 0 1em">Anna</p>',
  );
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'www.a.example', 'ftp://a.example'])(
  '%s is no link',
  (text) => {
    expect(textToHtml(text, 'en-GB')).not.toContain('<a ');
  },
);

test('whatever is typed, only our own mark-up comes out, and nothing is fetched', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc
      .array(
        fc.constantFrom('<script>', '"', "'", '&', 'https://a.example/', '<img src=x>', '\n', ' ', 'onload='),
        { maxLength: 12 },
      )
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (typed) => {
      const html = bodyOf(textToHtml(typed, 'en-GB'));
      const ours = html.replace(
        /<p style="margin:0 0 1em">|<\/p>|<br>|<a href="https?:\/\/[^"<>]*">|<\/a>/g,
        '',
      );
      expect(ours).not.toMatch(/[<>"']/);
    }),
    { numRuns: 500 },
  );
});

test('the language is said, and cannot break out of its attribute', () => {
  expect(textToHtml('x', 'en-GB')).toContain('<html lang="en-GB">');
  expect(textToHtml('x', '"><script>')).not.toContain('<script>');
});
