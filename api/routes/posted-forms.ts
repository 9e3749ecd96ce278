import { z } from 'zod';
import { PostedForm } from '../../entities/posted-form.ts';
import type { SentForm } from '../../facts/posted-forms/keep-form.ts';
import { tryFormAgain } from '../../facts/posted-forms/give-up-form.ts';
import { after } from '../../policy/calendar/instants.ts';
import { RETENTION_MS } from '../../policy/privacy/retention.ts';
import { id } from '../../http/fields.ts';
import { listPage } from '../page.ts';
import { gone, ok, route } from '../route.ts';
import { pageOf } from '../schemas/list.ts';
import { PostedFormQuery, PostedFormView } from '../schemas/posted-form.ts';

export const postedFormRoutes = [
  route({
    name: 'GET /posted-forms',
    tag: 'Desk',
    summary: 'Public forms that could not be taken in, as they were typed',
    description:
      'After fourteen attempts in an hour and three quarters a form is given up and the owner has a task. What was typed stays here for 28 days: enter it by hand, or try it again once the fault is mended.',
    query: PostedFormQuery,
    answers: { 200: pageOf(PostedFormView) },
    async handle({ tx, query }) {
      const { found, nextCursor } = await listPage(
        tx.em,
        PostedForm,
        { practiceId: tx.practiceId, givenUpAt: { $ne: null } },
        query,
      );
      return ok({ items: found.map((form) => formView(form, tx.now)), nextCursor });
    },
  }),

  route({
    name: 'POST /posted-forms/:id/again',
    tag: 'Desk',
    summary: 'Try to take in a form that was given up',
    params: z.object({ id: id() }),
    answers: { 204: null },
    async handle({ tx, params }) {
      await tryFormAgain(tx, params.id);
      return gone;
    },
  }),
];

function formView(
  { id: formId, content, postedAt, givenUpAt }: PostedForm,
  now: Date,
): z.output<typeof PostedFormView> {
  const sent: SentForm = JSON.parse(content);
  const since = givenUpAt ?? now;
  return {
    id: formId,
    form: sent.form,
    said: { ...sent.said },
    byLinkOf: sent.form === 'enquire' ? sent.byLinkOf : null,
    postedAt: postedAt.toISOString(),
    givenUpAt: since.toISOString(),
    keptUntil: after(since, RETENTION_MS.givenUpForms).toISOString(),
  };
}
