import { z } from 'zod';
import { readJourney } from '../../facts/journeys/read-journey.ts';
import { promptLine, usePromptLine } from '../../facts/journeys/prompt-line.ts';
import { notFound, wrongFields } from '../../facts/refusal.ts';
import { sendNoteNow } from '../../facts/journeys/send-note-now.ts';
import { lintOwnWords } from '../../email/lint-own-words.ts';
import { mayTick } from '../../policy/journeys/practitioner-override.ts';
import { describeJourney } from '../../policy/journeys/describe-journey.ts';
import { created, ok, route } from '../route.ts';
import { id } from '../../http/fields.ts';
import {
  CommunicationView,
  JourneyView,
  NewCommunication,
  PromptLineQuery,
  PromptLineView,
  UsedToken,
  UsedView,
} from '../schemas/journey.ts';
import { askerOf, visibleClient, refuseOthersClient, visibleCode } from '../visibility.ts';

const ById = z.object({ id: id() });

export const journeyRoutes = [
  route({
    name: 'GET /clients/:id/journey',
    tag: 'Journey',
    summary: 'Where a client stands: what comes next, and whether a prompt would be all right',
    params: ById,
    answers: { 200: JourneyView },
    async handle({ tx, me, params }) {
      const client = await visibleClient(tx, me, params.id);
      const journey = await readJourney(tx, params.id);
      if (!journey) throw notFound('client');
      const { state, next, waitingFor, gate } = describeJourney(journey.facts, journey.rules, tx.now);
      return ok({
        state,
        next: next ? { what: next.what, at: next.at.toISOString() } : undefined,
        waitingFor: waitingFor ?? undefined,
        gate: gate.ok ? { ok: true } : { ok: false, code: visibleCode(me, client, gate.code) },
        promptsSent: journey.promptsSent,
        mayTick: mayTick(askerOf(me, client)),
        lastPromptAt: journey.lastPromptAt?.toISOString(),
        workflowId: `journey/${params.id}`,
      });
    },
  }),

  route({
    name: 'POST /clients/:id/communications',
    tag: 'Journey',
    summary: 'Send a note of the practice now; a prompt that is permitted rides inside',
    params: ById,
    body: NewCommunication,
    answers: { 201: CommunicationView },
    async handle({ tx, me, params, body }) {
      const client = await visibleClient(tx, me, params.id);
      const ownWords = body.body ?? null;
      const faults = ownWords === null ? [] : lintOwnWords(ownWords);
      if (faults.length > 0) throw wrongFields(faults.map((message) => ({ path: 'body', message })));
      const { carrier } = body;
      const note = { clientId: params.id, carrier, staffId: me.staffId, ownWords };
      const press = { takeBack: body.takeBack === true };
      const { until, ...gone } = await sendNoteNow(tx, { ...note, press });
      const takeBackUntil = until?.toISOString();
      if (gone.prompt.rode) return created({ ...gone, takeBackUntil });
      const code = visibleCode(me, client, gone.prompt.code);
      return created({ ...gone, prompt: { rode: false, code }, takeBackUntil });
    },
  }),

  route({
    name: 'GET /clients/:id/prompt-line',
    tag: 'Journey',
    summary: 'The prompt as a line, for a note that the practice sends from elsewhere',
    params: ById,
    query: PromptLineQuery,
    answers: { 200: PromptLineView },
    showsLinks: true,
    async handle({ tx, me, params, query, publicUrl }) {
      const client = await visibleClient(tx, me, params.id);
      const answer = await promptLine(tx, { clientId: params.id, carrier: query.carrier, publicUrl });
      if (answer.line !== null) return ok(answer);
      return ok({ line: null, code: visibleCode(me, client, answer.code) });
    },
  }),

  route({
    name: 'POST /clients/:id/prompt-line/:token/used',
    tag: 'Journey',
    summary: 'The line went in a note from elsewhere; its links work from now on',
    params: UsedToken,
    answers: { 200: UsedView },
    async handle({ tx, me, params, publicUrl }) {
      await refuseOthersClient(tx, me, params.id);
      const milestone = await usePromptLine(tx, { clientId: params.id, token: params.token, publicUrl });
      return ok({
        milestoneId: milestone.id,
        carriedAt: (milestone.carriedAt ?? milestone.updatedAt).toISOString(),
      });
    },
  }),
];
