import { z } from 'zod';
import type { Practice } from '../../entities/practice.ts';
import { noteReading } from '../../facts/note-reading.ts';
import type { Tx } from '../../facts/transaction.ts';
import type { Role } from '../../policy/access/routes.ts';
import { takeNote, type TakeNote } from '../../reports/take-note.ts';
import { holdsDuty } from '../../facts/practice/holds-duty.ts';
import { notFound, Refusal } from '../../facts/refusal.ts';
import { stateCapacity } from '../../facts/capacity-notices/state-capacity.ts';
import { changePlace } from '../../facts/capacity-notices/change-place.ts';
import { id } from '../../http/fields.ts';
import { ok, route } from '../route.ts';
import {
  CapacityView,
  CapacityWording,
  NewStatement,
  PlaceView,
  StatementView,
} from '../schemas/capacity.ts';
import { capacityView, onePlaceView, statementView, wordingView } from '../views/capacity-view.ts';

const TAG = 'Capacity';

const READS_WHO_SENDS: ReadonlySet<Role> = new Set(['owner', 'deputy', 'desk']);

async function notedTakeNote(tx: Tx, practice: Practice): Promise<TakeNote | null> {
  const note = await takeNote(tx, practice);
  if (note) await noteReading(tx, { entity: 'take_note', id: null });
  return note;
}

export const capacityRoutes = [
  route({
    name: 'GET /capacity',
    tag: TAG,
    summary:
      'Whether there is room: of the practice, of everybody who works with people, and of service lines',
    answers: { 200: CapacityView },
    description:
      'While the practice is full, `takeNote` says who sent people in the last twelve months, how well they fitted and who came: for owner, deputy and desk; each reading is noted.',
    async handle({ tx, me, practice }) {
      const mayRead = me.roles.some((role) => READS_WHO_SENDS.has(role));
      return ok(await capacityView(tx, practice, mayRead ? await notedTakeNote(tx, practice) : null));
    },
  }),

  route({
    name: 'PUT /capacity/:practitionerId',
    tag: TAG,
    summary: 'Say whether somebody has room (S71)',
    description:
      'Takes the place of what was said before, and expires by itself. Where the practice becomes full by it, those who send most are told (M10); where it has room again, those who were told are told so (M12), once each. A practitioner speaks for themselves.',
    params: z.object({ practitionerId: id() }),
    body: NewStatement,
    answers: { 200: StatementView },
    async handle({ tx, me, practice, params, body }) {
      const isForThem = params.practitionerId === me.staffId || !me.ownOnly;
      if (!isForThem && !(await holdsDuty(tx, me.staffId, 'capacity')))
        throw new Refusal(403, 'A practitioner speaks for themselves; owner, deputy and desk for everybody.');
      const { statement, broadcastId } = await stateCapacity(tx, practice, params.practitionerId, body);
      return ok(statementView(statement, broadcastId, tx.now));
    },
  }),

  route({
    name: 'GET /capacity/wording',
    tag: TAG,
    summary: 'The words for voicemail, autoresponder, directory and website, and which place says what',
    answers: { 200: CapacityWording },
    handle: async ({ tx, practice }) => ok(await wordingView(tx, practice)),
  }),

  route({
    name: 'POST /capacity/places/:place/updated',
    tag: TAG,
    summary: 'This place says now what we say',
    description: 'voicemail, autoresponder, directory, website. One that changes by itself: 409.',
    params: z.object({ place: z.string().meta({ example: 'voicemail' }) }),
    answers: { 200: PlaceView },
    async handle({ tx, practice, params }) {
      await changePlace(tx, practice, params.place);
      const view = await onePlaceView(tx, params.place);
      if (!view) throw notFound('place');
      return ok(view);
    },
  }),
];
