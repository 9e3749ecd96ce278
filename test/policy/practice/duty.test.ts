import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  coverLoops,
  dutyHolder,
  holdersOf,
  isSolo,
  type Away,
  type StaffMember,
} from '../../../policy/practice/duty.ts';
import { ROLES, type Role } from '../../../policy/access/routes.ts';

const TODAY = '2026-12-10';
const staff = [
  works('olu', 'owner'),
  works('dee', 'deputy'),
  works('fay', 'desk'),
  works('gus', 'practitioner'),
];

test.each<[string, Away[], string | null]>([
  ['falls to nobody else while its holder is there', [], 'fay'],
  ['falls to the cover of an absent holder', [away('fay', 'gus')], 'gus'],
  ["falls to the cover's own cover where both are away", [away('fay', 'gus'), away('gus', 'olu')], 'olu'],
  ['falls to the deputy where an absent holder has no cover', [away('fay')], 'dee'],
  ["falls to the deputy's cover before the owner", [away('fay'), away('dee', 'gus')], 'gus'],
  ['falls to the owner where holder and deputy are away', [away('fay'), away('dee')], 'olu'],
  [
    "falls to the owner's cover where everybody before is away",
    [away('fay'), away('dee'), away('olu', 'gus')],
    'gus',
  ],
  ['falls to the automatic default where nobody is left', [away('fay'), away('dee'), away('olu')], null],
  ['falls to the deputy where covers were saved as a ring', [away('fay', 'gus'), away('gus', 'fay')], 'dee'],
])('a duty %s', (_promise, absences, holder) => {
  expect(dutyHolder('fay', staff, absences, TODAY)).toBe(holder);
});

test.each<[string, string, string]>([
  ['the first day away', TODAY, '2026-12-24'],
  ['the last day away', '2026-12-01', TODAY],
  ['a single day away', TODAY, TODAY],
])('a duty moves on %s', (_promise, from, to) => {
  expect(dutyHolder('fay', staff, [{ staffId: 'fay', from, to, coverStaffId: 'gus' }], TODAY)).toBe('gus');
});

test.each<[string, string, string]>([
  ['the day before somebody leaves', '2026-12-11', '2026-12-24'],
  ['the day somebody is back', '2026-12-01', '2026-12-09'],
])('a duty stays where it is on %s', (_promise, from, to) => {
  expect(dutyHolder('fay', staff, [{ staffId: 'fay', from, to, coverStaffId: 'gus' }], TODAY)).toBe('fay');
});

test('a duty of somebody who left, or of nobody, falls to the deputy (S40)', () => {
  const left = staff.map((member) => (member.id === 'fay' ? { ...member, active: false } : member));

  expect(dutyHolder('fay', left, [], TODAY)).toBe('dee');
  expect(dutyHolder('somebody unknown', staff, [], TODAY)).toBe('dee');
  expect(dutyHolder(null, staff, [], TODAY)).toBe('dee');
});

test('a cover who left stands in for nobody', () => {
  const left = staff.map((member) => (member.id === 'gus' ? { ...member, active: false } : member));

  expect(dutyHolder('fay', left, [away('fay', 'gus')], TODAY)).toBe('dee');
});

test('working alone, every duty is the one person, and automatic while they are away (S42)', () => {
  const alone = [works('olu', 'owner')];

  expect(dutyHolder('olu', alone, [], TODAY)).toBe('olu');
  expect(dutyHolder('olu', alone, [away('olu')], TODAY)).toBeNull();
});

test('whoever stands for a role is there and named once', () => {
  const owners = [
    works('ana', 'owner'),
    works('ben', 'owner', 'desk'),
    works('cyd', 'owner'),
    works('gus', 'practitioner'),
  ];

  expect(holdersOf('owner', owners, [away('ana', 'ben'), away('cyd')], TODAY)).toEqual(['ben']);
  expect(holdersOf('owner', owners, [away('ana', 'gus')], TODAY)).toEqual(['gus', 'ben', 'cyd']);
});

test.each<[string, StaffMember[], boolean]>([
  ['one owner is solo', [works('a', 'owner')], true],
  ['one person with every role is solo', [works('a', ...ROLES)], true],
  [
    'a reviewer or an agency beside the owner changes nothing',
    [works('a', 'owner'), works('b', 'reviewer'), works('c', 'agency')],
    true,
  ],
  ['somebody who left does not count', [works('a', 'owner'), { ...works('b', 'desk'), active: false }], true],
  ['two who work here are a team', [works('a', 'owner'), works('b', 'practitioner')], false],
  ['a practice where nobody works is not solo', [works('b', 'privacy')], false],
])('%s', (_promise, members, solo) => {
  expect(isSolo('auto', members)).toBe(solo);
  expect(isSolo(true, members)).toBe(true);
  expect(isSolo(false, members)).toBe(false);
});

test.each<[string, Away, Away[]]>([
  ['oneself', away('fay', 'fay'), []],
  ['each other', away('fay', 'gus'), [away('gus', 'fay')]],
  ['each other in a ring of three', away('fay', 'gus'), [away('gus', 'olu'), away('olu', 'fay')]],
  [
    'each other on one day of a later absence',
    { staffId: 'fay', from: '2026-12-01', to: '2026-12-10', coverStaffId: 'gus' },
    [
      { staffId: 'gus', from: '2026-12-01', to: '2026-12-03', coverStaffId: null },
      { staffId: 'gus', from: '2026-12-10', to: '2026-12-12', coverStaffId: 'fay' },
    ],
  ],
])('nobody can be covered by %s', (_promise, added, absences) => {
  expect(coverLoops(added, absences)).toBe(true);
});

test.each<[string, Away, Away[]]>([
  ['nobody stands in', away('fay'), [away('gus', 'fay')]],
  ['the cover is away too, with a cover of their own', away('fay', 'gus'), [away('gus', 'olu')]],
  [
    'two take turns',
    { staffId: 'fay', from: '2026-12-01', to: '2026-12-07', coverStaffId: 'gus' },
    [{ staffId: 'gus', from: '2026-12-08', to: '2026-12-14', coverStaffId: 'fay' }],
  ],
  [
    'three are linked, but never on one day',
    { staffId: 'fay', from: '2026-12-01', to: '2026-12-10', coverStaffId: 'gus' },
    [
      { staffId: 'gus', from: '2026-12-01', to: '2026-12-03', coverStaffId: 'olu' },
      { staffId: 'olu', from: '2026-12-08', to: '2026-12-10', coverStaffId: 'fay' },
    ],
  ],
])('a cover is no ring where %s', (_promise, added, absences) => {
  expect(coverLoops(added, absences)).toBe(false);
});

const DAYS = ['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04'];
const someId = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const someStaff = fc.uniqueArray(
  fc.record({ id: someId, roles: fc.subarray([...ROLES], { minLength: 1 }), active: fc.boolean() }),
  { selector: ({ id }) => id },
);
const someDays = fc
  .tuple(fc.constantFrom(...DAYS), fc.constantFrom(...DAYS))
  .map(([one, other]): [string, string] => (one <= other ? [one, other] : [other, one]));
const someAbsence = fc
  .record({ staffId: someId, days: someDays, coverStaffId: fc.option(someId) })
  .map(({ staffId, days: [from, to], coverStaffId }): Away => ({ staffId, from, to, coverStaffId }));

test('whoever holds a duty works here and is there that day, whatever was saved', () => {
  fc.assert(
    fc.property(
      fc.option(someId),
      someStaff,
      fc.array(someAbsence),
      fc.constantFrom(...DAYS),
      (wanted, members, absences, today) => {
        const holder = dutyHolder(wanted, members, absences, today);

        if (holder !== null) {
          expect(members).toContainEqual(expect.objectContaining({ id: holder, active: true }));
          expect(absentOn(today, absences)).not.toContain(holder);
        }
      },
    ),
  );
});

test('a duty is left to the automatic default only while every owner and deputy is away', () => {
  fc.assert(
    fc.property(
      fc.option(someId),
      someStaff,
      fc.array(someAbsence),
      fc.constantFrom(...DAYS),
      (wanted, members, absences, today) => {
        if (dutyHolder(wanted, members, absences, today) !== null) return;

        const incharge = members.filter(
          ({ active, roles }) => active && (roles.includes('owner') || roles.includes('deputy')),
        );
        for (const { id } of incharge) expect(absentOn(today, absences)).toContain(id);
      },
    ),
  );
});

test('absences saved one after the other never let a chain of covers come back to where it began', () => {
  fc.assert(
    fc.property(fc.array(someAbsence, { maxLength: 12 }), (offered) => {
      const saved = offered.reduce<Away[]>(
        (kept, added) => (coverLoops(added, kept) ? kept : [...kept, added]),
        [],
      );

      for (const day of DAYS) for (const id of 'abcde') expect(covers(id, day, saved)).not.toContain(id);
    }),
  );
});

test('a cover is refused only where a chain on one of its days does come back', () => {
  fc.assert(
    fc.property(someAbsence, fc.array(someAbsence, { maxLength: 8 }), (added, saved) => {
      const days = DAYS.filter((day) => added.from <= day && day <= added.to);

      expect(coverLoops(added, saved)).toBe(
        days.some(
          (day) =>
            added.coverStaffId === added.staffId ||
            (added.coverStaffId !== null && covers(added.coverStaffId, day, saved).includes(added.staffId)),
        ),
      );
    }),
  );
});

function works(id: string, ...roles: Role[]): StaffMember {
  return { id, roles, active: true };
}

function away(staffId: string, coverStaffId: string | null = null): Away {
  return { staffId, from: TODAY, to: TODAY, coverStaffId };
}

function absentOn(day: string, absences: readonly Away[]): string[] {
  return absences.filter(({ from, to }) => from <= day && day <= to).map(({ staffId }) => staffId);
}

/** Everybody whom a chain of covers reaches from `id` on that day, worked out the slow way. */
function covers(id: string, day: string, absences: readonly Away[], path: readonly string[] = []): string[] {
  return absences
    .filter(({ staffId, from, to }) => staffId === id && from <= day && day <= to)
    .flatMap(({ coverStaffId }) =>
      coverStaffId === null || path.includes(coverStaffId)
        ? []
        : [coverStaffId, ...covers(coverStaffId, day, absences, [...path, coverStaffId])],
    );
}
