import { expect, test } from '@jest/globals';
import { readInboundMail } from '../../../email/inbound-mail.ts';
import { isVouchedFor } from '../../../policy/inbound-mail/is-vouched-for.ts';
import { mailPayload } from '../../inbound-mail/post-mail.ts';

type Headers = [name: string, value: string][];
const PASS = (from: string) =>
  `Pass (sender SPF authorized) identity=mailfrom; client-ip=203.0.113.9; helo=mx.example; envelope-from=${from}; receiver=x@in.example`;

type Row = [what: string, headers: Headers, from?: string];
function each(rows: Row[]): [what: string, headers: Headers, from: string][] {
  return rows.map(([what, headers, from]) => [what, headers, from ?? 'jane.doe@example.org']);
}

function isVouched(headers: Headers, from: string): boolean | undefined {
  const payload = mailPayload({
    from,
    name: 'Jane Doe',
    to: 'in+willow@in.example.org',
    subject: 'Introduction: Kit',
    Headers: [...headers, ['Message-ID', '<1@mail.example>']].map(([Name, Value]) => ({ Name, Value })),
  });
  const mail = readInboundMail(payload);
  return mail ? isVouchedFor(mail.inbound) : undefined;
}

test.each<[what: string, headers: Headers, from: string]>(
  each([
    ['the provider’s pass for the same address', [['Received-SPF', PASS('jane.doe@example.org')]]],
    [
      'a pass for a bounce address of the same organisation',
      [['Received-SPF', PASS('bounce-1@mail.example.org')]],
    ],
    ['the same below a country’s suffix', [['Received-SPF', PASS('b@mx.surgery.co.uk')]], 'jo@surgery.co.uk'],
    [
      'a pass whose envelope stands in Return-Path',
      [
        ['Return-Path', '<jane.doe@example.org>'],
        ['Received-SPF', 'pass'],
      ],
    ],
    [
      'a signature of the author’s domain on a forwarded mail',
      [
        ['X-Spam-Tests', 'DKIM_SIGNED,DKIM_VALID,DKIM_VALID_AU'],
        ['Received-SPF', 'Fail (forwarded)'],
      ],
    ],
  ]),
)('%s vouches', (_, headers, from) => {
  expect(isVouched(headers, from)).toBe(true);
});

test.each<[what: string, headers: Headers, from: string]>(
  each([
    ['no result', [['Return-Path', '<jane.doe@example.org>']]],
    ...['Fail', 'SoftFail', 'None (no SPF record)', 'Neutral', 'PermError', 'TempError', ''].map(
      (result): Row => [
        `the result “${result}”`,
        [
          ['Return-Path', '<jane.doe@example.org>'],
          ['Received-SPF', result],
        ],
      ],
    ),
    [
      'a pass below a fail',
      [
        ['Received-SPF', 'Fail (x)'],
        ['Received-SPF', PASS('jane.doe@example.org')],
      ],
    ],
    ['a pass for another domain', [['Received-SPF', PASS('x@attacker.example')]]],
    [
      'a pass for another domain whose local part pretends',
      [['Received-SPF', PASS('"x;envelope-from=jane.doe@example.org"@attacker.example')]],
    ],
    [
      'a pass, and another domain in Return-Path',
      [
        ['Return-Path', '<x@attacker.example>'],
        ['Received-SPF', 'Pass'],
      ],
    ],
    ['a pass for nobody in particular', [['Received-SPF', 'Pass']]],
    [
      'a pass for another customer of the same suffix',
      [['Received-SPF', PASS('x@evil.co.uk')]],
      'jo@surgery.co.uk',
    ],
    ['a pass for a domain that only ends alike', [['Received-SPF', PASS('x@notexample.org')]]],
    ['a pass for a domain that begins alike', [['Received-SPF', PASS('x@example.org.attacker.example')]]],
    [
      'a signature of somebody else',
      [
        ['X-Spam-Tests', 'DKIM_SIGNED,DKIM_VALID'],
        ['Received-SPF', 'None'],
      ],
    ],
    [
      'a signature below the provider’s results',
      [
        ['Received-SPF', 'None'],
        ['X-Spam-Tests', 'DKIM_VALID_AU'],
      ],
    ],
    ['a signature without the provider’s results', [['X-Spam-Tests', 'DKIM_VALID_AU']]],
    [
      'what its sender says in Authentication-Results',
      [['Authentication-Results', 'mx; spf=pass; dkim=pass; dmarc=pass']],
    ],
  ]),
)('%s vouches for nobody', (_, headers, from) => {
  expect(isVouched(headers, from)).toBe(false);
});
