import type { z } from 'zod';
import { noteReading } from '../../facts/note-reading.ts';
import { searchPeople, type Found } from '../../facts/search-people.ts';
import { WORKS_HERE } from '../../policy/access/routes.ts';
import { ok, route, type Me } from '../route.ts';
import { SearchInput, SearchView, type FoundView } from '../schemas/search.ts';

export const searchRoutes = [
  route({
    name: 'POST /search',
    tag: 'People',
    summary: 'Find a person by the beginnings of their name',
    description:
      'At most ten of each kind, the newest first. A practitioner finds their own people and colleagues. It changes nothing; it is a POST so that no name stands in an address.',
    body: SearchInput,
    answers: { 200: SearchView },
    async handle({ tx, me, body }) {
      const isByCase = me.roles.includes('privacy');
      const practitionerId = me.ownOnly && !isByCase ? me.staffId : null;
      const found = await searchPeople(tx, body.q, { practitionerId });
      await noteReading(tx, { entity: 'search', id: null });
      return ok({ items: found.map((one) => foundView(one, me)) });
    },
  }),
];

/** Whoever works by case sees a name and its kind (§4.3), but of their own people what a practitioner sees. */
function foundView(found: Found, { staffId, roles, ownOnly }: Me): z.output<typeof FoundView> {
  const since = found.since.toISOString();
  const isTheirs = found.practitionerId === staffId || found.kind === 'professional';
  const worksHere = roles.some((role) => WORKS_HERE.includes(role));
  if (worksHere && (!ownOnly || isTheirs)) return { ...found, since };
  const { kind, id, name } = found;
  return { kind, id, name, number: null, stage: null, organisation: null, practitionerId: null, since };
}
