import { revealed } from '../../policy/reports/hidden.ts';
import { readNetwork } from '../../reports/network/read-network.ts';
import { ok, route } from '../route.ts';
import { NetworkView } from '../schemas/network.ts';
import { withPeople } from '../views/network-view.ts';

export const networkRoutes = [
  route({
    name: 'GET /network',
    tag: 'Network',
    summary: 'See the network: this week’s names with words, and what could make it fragile',
    description:
      'Five names a week at most. What is said is calm: a source that is quiet is a reason for a hello. A reading changes nothing.',
    answers: { 200: NetworkView },
    async handle({ tx, practice, me }) {
      return ok(revealed(await withPeople(tx, await readNetwork(tx, practice, me.staffId))));
    },
  }),
];
