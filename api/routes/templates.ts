import { TemplateVersion } from '../../entities/template-version.ts';
import type { Practice } from '../../entities/practice.ts';
import {
  acceptProposal,
  declineProposal,
  openProposal,
  proposeWords,
} from '../../facts/tasks/propose-change.ts';
import { onlyProposes } from '../../policy/access/may-use.ts';
import type { Tx } from '../../facts/transaction.ts';
import {
  acceptedWords,
  findingsAbout,
  saveTemplate,
  latestVersion,
} from '../../facts/practice/save-template.ts';
import { sendTest } from '../../facts/outbound-mail/test-send.ts';
import { preview } from '../../email/preview.ts';
import { TEMPLATE_IDS, type TemplateId } from '../../email/templates/catalogue.ts';
import { liveWords } from '../../email/templates/live-words.ts';
import type { SampleName } from '../../email/templates/samples.ts';
import { ownWords, type Words } from '../../email/templates/words-of.ts';
import { CannotWrite } from '../../email/write.ts';
import { changedSince, listPage } from '../page.ts';
import { created, ok, route } from '../route.ts';
import { pageOf } from '../schemas/list.ts';
import {
  NewWords,
  Preview,
  PreviewOf,
  ProposalParams,
  TemplateParams,
  TemplateQuery,
  TemplateVersionQuery,
  TemplateSummary,
  TemplateVersionView,
  TemplateView,
  TestSend,
  TestSent,
} from '../schemas/template.ts';
import { templateSummary, templateVersionView, templateView } from '../views/template-view.ts';

export const templateRoutes = [
  route({
    name: 'GET /templates',
    tag: 'Practice',
    summary: 'List everything that Kindword can say',
    description: 'In the order of the catalogue; with `updatedSince`, what the practice chose since then.',
    query: TemplateQuery,
    answers: { 200: pageOf(TemplateSummary) },
    async handle({ tx, practice, query }) {
      const after = query.cursor === undefined ? -1 : TEMPLATE_IDS.indexOf(query.cursor);
      const latest = await latestVersions(tx);
      const asked = query.updatedSince;
      const chosen = asked === undefined ? null : await changedSince(tx.em, asked);
      const ids = TEMPLATE_IDS.slice(after + 1).filter((id) => !chosen || wasChosen(latest.get(id), chosen));
      const page = ids.slice(0, query.limit);
      return ok({
        items: await Promise.all(page.map((id) => templateSummary(id, practice, latest.get(id) ?? null))),
        nextCursor: ids.length > page.length ? (page.at(-1) ?? null) : null,
      });
    },
  }),

  route({
    name: 'GET /templates/:id',
    tag: 'Practice',
    summary: 'Read the words in force',
    params: TemplateParams,
    answers: { 200: TemplateView },
    handle: async ({ tx, practice, params }) => ok(await viewOf(tx, practice, params.id)),
  }),

  route({
    name: 'PUT /templates/:id',
    tag: 'Practice',
    summary: 'Change the words',
    description:
      'What leaves from now on uses them. Words with a fault are refused (422), each fault with its line and column, and those in force stay. The same words again are no new version. What an agency puts is `proposed`: it is in force once an owner accepts it.',
    params: TemplateParams,
    body: NewWords,
    answers: { 200: TemplateView },
    async handle({ tx, me, practice, params, body }) {
      if (onlyProposes(me.roles)) await proposeWords(tx, params.id, body.source);
      else await saveTemplate(tx, params.id, body.source);
      await tx.em.flush();
      return ok(await viewOf(tx, practice, params.id));
    },
  }),

  route({
    name: 'POST /templates/:id/proposals/:version/accept',
    tag: 'Practice',
    summary: 'Put the words that an agency proposes into force',
    description:
      'They are looked at once more. What was decided already, or replaced by a newer one, is 409.',
    params: ProposalParams,
    answers: { 200: TemplateView },
    async handle({ tx, practice, params }) {
      await acceptProposal(tx, params.id, params.version);
      await tx.em.flush();
      return ok(await viewOf(tx, practice, params.id));
    },
  }),

  route({
    name: 'POST /templates/:id/proposals/:version/decline',
    tag: 'Practice',
    summary: 'Leave the words as they are',
    params: ProposalParams,
    answers: { 200: TemplateView },
    async handle({ tx, practice, params }) {
      await declineProposal(tx, params.id, params.version);
      await tx.em.flush();
      return ok(await viewOf(tx, practice, params.id));
    },
  }),

  route({
    name: 'GET /templates/:id/versions',
    tag: 'Practice',
    summary: 'List the words the practice ever chose',
    params: TemplateParams,
    query: TemplateVersionQuery,
    answers: { 200: pageOf(TemplateVersionView) },
    async handle({ tx, params, query }) {
      const where = { template: params.id };
      const { found, nextCursor } = await listPage(tx.em, TemplateVersion, where, query);
      return ok({ items: found.map((kept) => templateVersionView(params.id, kept)), nextCursor });
    },
  }),

  route({
    name: 'POST /templates/:id/preview',
    tag: 'Practice',
    summary: 'See how words read, filled in with made-up data',
    params: TemplateParams,
    body: PreviewOf,
    bodyOptional: true,
    answers: { 200: Preview },
    async handle({ tx, practice, params, body: { source, sample, faultsAsFindings } }) {
      if (source === undefined || !faultsAsFindings)
        return ok(await preview(await wordsToTry(tx, params.id, source), sample, practice));
      const words = ownWords(params.id, source, { writtenBy: tx.practiceId });
      const findings = await findingsAbout(tx, params.id, source);
      return ok((await asFarAsPossible(words, sample, practice)) ?? { text: '', words: 0, findings });
    },
  }),

  route({
    name: 'POST /templates/:id/test-send',
    tag: 'Practice',
    summary: 'Send words, filled in with made-up data, to yourself',
    description:
      'To the address of whoever asks, and to no other. A block comes inside the mail that carries it; the words of a page cannot be sent (409).',
    params: TemplateParams,
    body: TestSend,
    bodyOptional: true,
    answers: { 201: TestSent },
    async handle({ tx, me, practice, params, body }) {
      const test = { template: params.id, source: body.source, staffId: me.staffId };
      return created({ messageId: (await sendTest(tx, practice, test)).id });
    },
  }),
];

/** Words that are being written may not be ready to be filled in. */
async function asFarAsPossible(words: Words, sample: SampleName, practice: Practice) {
  return preview(words, sample, practice).catch((error: unknown) => {
    if (error instanceof CannotWrite) return null;
    throw error;
  });
}

async function viewOf(tx: Tx, practice: Practice, id: TemplateId) {
  const [latest, proposed] = [await latestVersion(tx.em, id), await openProposal(tx.em, id)];
  return templateView(id, practice, { latest, proposed });
}

async function wordsToTry(tx: Tx, id: TemplateId, source: string | undefined) {
  return source === undefined ? liveWords(tx.em, tx.practiceId, id) : acceptedWords(tx, id, source);
}

function wasChosen(latest: TemplateVersion | undefined, { $gte, $lt }: { $gte: Date; $lt: Date }): boolean {
  return latest !== undefined && latest.createdAt >= $gte && latest.createdAt < $lt;
}

/** The latest version of every template that the practice ever chose words for. */
async function latestVersions({ em, practiceId }: Tx): Promise<Map<string, TemplateVersion>> {
  const latest = await em
    .createQueryBuilder(TemplateVersion, 'kept')
    .select('*')
    .distinctOn('template')
    .where({ practiceId })
    .orderBy({ template: 'asc', version: 'desc' })
    .getResultList();
  return new Map(latest.map((version) => [version.template, version]));
}
