import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { routeNamed } from '../../../api/ask.ts';
import { bodyOfForm } from '../../../web/frame/body-of-form.ts';
import { formFieldsFrom } from '../../../web/frame/form-fields.ts';
import { isOurs, pageWhere } from '../../../web/frame/page-where.ts';
import { saidIn, saying } from '../../../web/frame/said.ts';
import { STAFF_PAGES } from '../../../web/staff-pages.ts';
import type { RouteName } from '../../../policy/access/routes.ts';

const ZONE = 'Europe/London';

function bodyOf(route: RouteName, fields: readonly (readonly [string, string])[]): unknown {
  return bodyOfForm(routeNamed(route), formFieldsFrom(fields), ZONE);
}

test('a form is read by the schema of its route: what was left empty is not sent, and a box is a yes or no', () => {
  expect(
    bodyOf('POST /referrals', [
      ['once', 'a-form-of-today'],
      ['from', '/referrals/new'],
      ['referrer.clientId', 'b1d6e3a0-0000-4000-8000-000000000000'],
      ['learnedFrom', 'referrer'],
      ['via', ''],
    ]),
  ).toEqual({ referrer: { clientId: 'b1d6e3a0-0000-4000-8000-000000000000' }, learnedFrom: 'referrer' });
});

test('what a change empties is null where it may be, and is left out where it may not', () => {
  expect(
    bodyOf('PATCH /clients/:id', [
      ['lastName', ''],
      ['firstName', ''],
    ]),
  ).toEqual({ lastName: null });
});

test('names that come several times are a list, and numbered ones a list of records in their order', () => {
  expect(
    bodyOf('POST /service-lines', [
      ['name', 'Counselling'],
      ['stages.1.name', 'Closing'],
      ['stages.1.phase', 'ending'],
      ['stages.0.name', 'First weeks'],
      ['stages.0.phase', 'early'],
    ]),
  ).toEqual({
    name: 'Counselling',
    stages: [
      { name: 'First weeks', phase: 'early' },
      { name: 'Closing', phase: 'ending' },
    ],
  });
  expect(
    bodyOf('POST /staff', [
      ['roles', 'desk'],
      ['roles', ''],
      ['roles', 'practitioner'],
    ]),
  ).toEqual({ roles: ['desk', 'practitioner'] });
});

test('no form reaches what every object has', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('__proto__', 'constructor', 'prototype', 'name', 'a'), {
        minLength: 1,
        maxLength: 4,
      }),
      fc.string(),
      (path, value) => {
        bodyOf('POST /service-lines', [[path.join('.'), value]]);
        expect(Object.keys(Object.prototype)).toEqual([]);
        expect(({} as Record<string, unknown>)['a']).toBeUndefined();
      },
    ),
  );
});

test('a form comes back to a page of ours, and to no other place', () => {
  expect(pageWhere(STAFF_PAGES, '/practice/lines?x=1')?.page.address).toBe('/practice/lines');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.constantFrom(
          '//elsewhere.test/today',
          '/\\elsewhere.test',
          '\\\\elsewhere.test',
          '/\t/elsewhere.test',
        ),
      ),
      (address) => {
        if (!isOurs(address)) return;
        expect(new URL(address, 'https://kindword.test').host).toBe('kindword.test');
      },
    ),
  );
});

test('an address says only what the catalogue has for that', () => {
  expect(saidIn({ said: 'practice.lines.said.added', at: 'b1' })).toEqual({
    key: 'practice.lines.said.added',
    at: 'b1',
  });
  expect(saidIn({ said: 'practice.lines.title' })).toBeNull();
  expect(saidIn({ said: 'Your account was closed' })).toBeNull();
  expect(saidIn({ said: 'practice.lines.said.added', at: '"><script>' })).toMatchObject({ at: null });
  expect(saying('/today?who=me', 'practice.lines.said.added', 'b1')).toBe(
    '/today?who=me&said=practice.lines.said.added&at=b1',
  );
});
