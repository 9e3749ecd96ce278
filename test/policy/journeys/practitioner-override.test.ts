import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { ROLES, type Role } from '../../../policy/access/routes.ts';
import { GATE_CODES, GATES } from '../../../policy/journeys/gate-codes.ts';
import { mayOverride, mayTick, whoMayOverride } from '../../../policy/journeys/practitioner-override.ts';

const ME = 'me';
const anyone = fc.record({
  roles: fc.subarray([...ROLES]),
  staffId: fc.constant(ME),
  practitionerId: fc.constantFrom(ME, 'another', null),
});

test.each<[Role, string | null, boolean]>([
  ['owner', 'another', true],
  ['owner', null, true],
  ['practitioner', ME, true],
  ['practitioner', null, true],
  ['practitioner', 'another', false],
  ['desk', ME, false],
  ['desk', null, false],
  ['agency', null, false],
])('%s, whose client has the practitioner %j, may tick: %j', (role, practitionerId, may) => {
  expect(mayTick({ roles: [role], staffId: ME, practitionerId })).toBe(may);
});

test('a HARD gate is overridden by nobody, and a gate without anybody who may by nobody either', () => {
  fc.assert(
    fc.property(fc.constantFrom(...GATE_CODES), anyone, (code, asker) => {
      if (GATES[code].hard || GATES[code].mayOverride.length === 0)
        expect(mayOverride(code, asker)).toBe(false);
    }),
  );
});

test('whoever may override has a role of the table, is their practitioner, or owns a practice whose client has none', () => {
  fc.assert(
    fc.property(fc.constantFrom(...GATE_CODES), anyone, (code, asker) => {
      const { mayOverride: allowed } = GATES[code];
      const byRole = asker.roles.some((role) => role !== 'practitioner' && allowed.includes(role));
      const byPractice =
        allowed.includes('practitioner') &&
        asker.practitionerId !== 'another' &&
        (asker.roles.includes('practitioner') ||
          (asker.roles.includes('owner') && asker.practitionerId === null));

      expect(mayOverride(code, asker)).toBe(byRole || byPractice);
    }),
  );
});

test('every gate that somebody may override says who', () => {
  for (const code of GATE_CODES)
    expect(whoMayOverride(code) === '').toBe(GATES[code].mayOverride.length === 0);
});
