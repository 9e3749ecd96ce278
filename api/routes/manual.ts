import { Staff } from '../../entities/staff.ts';
import { readManual } from '../../facts/manual/read-manual.ts';
import { tickManual } from '../../facts/manual/tick-manual.ts';
import type { Tx } from '../../facts/transaction.ts';
import { created, ok, route } from '../route.ts';
import { ManualReadingView, ManualTick, ManualView } from '../schemas/manual.ts';
import { manualHtml, manualText, manualView, readingView } from '../views/manual-view.ts';

const VARIES = { Vary: 'Accept' };

export const manualRoutes = [
  route({
    name: 'GET /manual',
    tag: 'Practice',
    summary: 'What really runs here: what starts it, who, by when, the words, and what if nobody does',
    description:
      'A page for the practice manual (`text/html`, also where nothing is said), Markdown (`text/markdown`), or JSON. Made at the moment of asking from the settings, duties, absences and words in force, by the rules that act; it names nobody but staff.',
    answers: { 200: ManualView },
    alsoAs: ['text/html', 'text/markdown'],
    async handle({ tx, practice, accepts }) {
      const inForce = await readManual(tx);
      const wanted = accepts(['text/html', 'text/markdown', 'application/json']);
      const names = await namesOfStaff(tx);
      if (wanted === 'application/json') return ok(manualView(inForce, names), VARIES);
      return wanted === 'text/markdown'
        ? { status: 200, text: manualText(inForce, practice, names), type: 'text/markdown', headers: VARIES }
        : { status: 200, text: manualHtml(inForce, practice, names), type: 'text/html', headers: VARIES };
    },
  }),

  route({
    name: 'POST /manual/read',
    tag: 'Practice',
    summary: 'Say that you have read and understood a version',
    description: 'Said twice it is said once. A version that is no longer in force is 409.',
    body: ManualTick,
    answers: { 201: ManualReadingView },
    handle: async ({ tx, me, body }) => created(readingView(await tickManual(tx, me.staffId, body.version))),
  }),
];

async function namesOfStaff({ em }: Tx): Promise<Map<string, string>> {
  const staff = await em.find(Staff, {});
  return new Map(staff.map(({ id, name }) => [id, name]));
}
