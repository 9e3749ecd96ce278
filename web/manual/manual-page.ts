import type { SuccessOf } from '../../api/ask.ts';
import { asText, markup, type Markup } from '../../http/markup.ts';
import { changesPart, chapterPart } from '../../http/manual/manual-page.ts';
import { named } from '../parts/named.ts';
import { act, staffPage, type PageAsked } from '../staff-page.ts';

const read = act({ does: 'POST /manual/read', said: 'manual.said.read' });

/** The manual of what really runs here, made at this moment: what changed since it was read, and the tick that it was. */
export const manualPage = staffPage({
  address: '/manual',
  acts: [read],
  async show(asked) {
    const { ask, words } = asked;
    const { say } = words;
    const manual = await ask('GET /manual');
    const { version, since, title, sections } = manual;
    const contents = sections.map(
      ({ key, title: of }) => markup`<li><a href="#${key}">${asText(of)}</a></li>`,
    );
    const chapters = sections.map((section) => chapterPart(chapterOf(section, manual)));
    return {
      title: say('manual.title'),
      body: markup`<p><strong>${title}</strong></p>
<p class="hint">${say('manual.version', { version, day: words.day(since) })} <span class="unprinted">${say('manual.print')}</span></p>
${ticking(manual, asked)}
<nav class="unprinted" aria-label="${say('manual.chapters')}"><ol>${contents}</ol></nav>
<div lang="en-GB" class="manual">${chapters}</div>
${readings(manual, asked)}`,
    };
  },
});

type Manual = SuccessOf<'GET /manual'>;

/** A chapter with its routes, which the API lists for all chapters together: their keys begin with its own. */
function chapterOf(section: Manual['sections'][number], { steps }: Manual) {
  return {
    ...section,
    lines: section.lines.map(({ what, is }) => [what, is] as const),
    steps: steps.filter(({ key }) => key.startsWith(`${section.key}/`)),
  };
}

/** What changed since its reader last ticked it, or with this version, and the tick. */
function ticking(manual: Manual, { form, me, words }: PageAsked): Markup {
  const { say } = words;
  const [mine] = manual.reads
    .filter(({ staffId }) => staffId === me.staffId)
    .toSorted((one, other) => other.version - one.version);
  if (mine?.version === manual.version)
    return markup`<p>${words.rich('manual.readAt', { at: words.time(mine.at) })}</p>`;
  const changes = manual.changes.filter(({ at }) => (mine ? at > mine.at : at === manual.since));
  const tick = form(read, {
    label: say('manual.read'),
    kind: 'main',
    hidden: { version: String(manual.version) },
  });
  return markup`${changes.length === 0 ? null : markup`<h2>${say(mine ? 'manual.changedSince' : 'manual.changed')}</h2><div lang="en-GB" class="manual">${changesPart(changes)}</div>`}${tick}`;
}

function readings({ reads, version }: Manual, { words }: PageAsked): Markup {
  const { say, rich, time } = words;
  const ofThis = reads.filter((reading) => reading.version === version);
  const lines = ofThis.map(
    ({ name, at }) =>
      markup`<li>${rich('manual.readBy', { who: name === null ? say('manual.somebody') : named(name), at: time(at) })}</li>`,
  );
  return markup`<h2>${say('manual.readings')}</h2>${lines.length === 0 ? markup`<p>${say('manual.nobody')}</p>` : markup`<ul>${lines}</ul>`}`;
}
