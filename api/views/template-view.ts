import type { TemplateVersionView } from '../schemas/template.ts';
import type { TemplateView } from '../schemas/template.ts';
import type { TemplateSummary } from '../schemas/template.ts';
import type { z } from 'zod';
import type { Practice } from '../../entities/practice.ts';
import type { Proposal } from '../../entities/proposal.ts';
import type { TemplateVersion } from '../../entities/template-version.ts';
import { subjectLine } from '../../email/render.ts';
import { TEMPLATES, type TemplateId } from '../../email/templates/catalogue.ts';
import { BUILT_IN_SOURCE, wordsToShow } from '../../email/templates/live-words.ts';
import { declaredIn } from '../../email/templates/variables.ts';
import { ownWords, wordsOf } from '../../email/templates/words-of.ts';

/** What a template is for and which words are in force, without the words. */
export async function templateSummary(
  id: TemplateId,
  practice: Practice,
  latest: TemplateVersion | null,
): Promise<z.output<typeof TemplateSummary>> {
  const template = TEMPLATES[id];
  const { version } = await wordsToShow(id, latest);
  return {
    id,
    form: template.form,
    purpose: template.purpose,
    audience: template.audience,
    subject: template.form === 'mail' ? subjectLine(template.subject, practice.neutralSenderName) : undefined,
    moments: template.form === 'block' && template.part === 'prompt' ? [...template.moments] : undefined,
    variables: declaredIn(template.variables),
    version,
    isDefault: version === wordsOf(id).version,
    updatedAt: latest?.createdAt.toISOString(),
  };
}

export async function templateView(
  id: TemplateId,
  practice: Practice,
  { latest, proposed }: { latest: TemplateVersion | null; proposed: Proposal | null },
): Promise<z.output<typeof TemplateView>> {
  const template = TEMPLATES[id];
  return {
    ...(await templateSummary(id, practice, latest)),
    source: (await wordsToShow(id, latest)).source,
    proposed: proposed && proposedView(id, proposed),
    lines: template.form === 'page' && template.lines ? [...template.lines] : undefined,
  };
}

function proposedView(
  id: TemplateId,
  { version, content, proposedBy, createdAt }: Proposal,
): NonNullable<z.output<typeof TemplateView>['proposed']> {
  const isDefault = content === BUILT_IN_SOURCE;
  return {
    version,
    source: isDefault ? wordsOf(id).source : content,
    isDefault,
    proposedBy: proposedBy ?? null,
    proposedAt: createdAt.toISOString(),
  };
}

/** A version as it was kept; one without words stands for the built-in ones. */
export function templateVersionView(
  id: TemplateId,
  kept: TemplateVersion,
): z.output<typeof TemplateVersionView> {
  const isDefault = kept.source === BUILT_IN_SOURCE;
  const { source, version } = isDefault
    ? wordsOf(id)
    : ownWords(id, kept.source, { writtenBy: kept.practiceId, number: kept.version });
  return {
    id: kept.id,
    number: kept.version,
    version,
    source,
    isDefault,
    createdBy: kept.createdBy ?? null,
    createdAt: kept.createdAt.toISOString(),
  };
}
