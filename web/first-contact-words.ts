import type { Practice } from '../entities/practice.ts';
import { crisisRouteIn } from '../policy/practice/crisis-route.ts';
import { toMs } from '../policy/calendar/duration.ts';
import { markup, type Markup } from '../http/markup.ts';
import { HOUR_MS } from '../policy/calendar/units.ts';

const DAY_MS = 24 * HOUR_MS;

/** How soon somebody who is waiting hears from the practice, by its own policy. */
export function answeredWithin({ policy }: Practice): string {
  return counted(toMs(policy.followThrough.contactWithin) / HOUR_MS, 'hour');
}

/** Nobody reads a form at night: where somebody turns who needs help now. */
export function ifUrgent({ crisisRoute, profile }: Practice): Markup {
  return markup`<p><strong>This page isn’t watched out of hours.</strong> If something is urgent, please use ${crisisRouteIn({ crisisRoute, profile })}.</p>`;
}

/** What becomes of what is typed, and for how long. */
export function whatWeKeep({ policy, privacyUrl }: Practice): Markup {
  const days = counted(toMs(policy.retention.unconverted) / DAY_MS, 'day');
  const notice = privacyUrl
    ? markup` <a href="${privacyUrl}" target="_blank" rel="noreferrer">How we look after details</a>`
    : null;
  return markup`<p><small>What is written here is used to get in touch, and for nothing else. If nothing comes of it, it is deleted ${days} after the last word between us.${notice}</small></p>`;
}

/** Whom we help and who we are, for somebody who cannot tell yet whether this is for them (S82). */
export function whoWeAre({ whoWeHelp, videoUrl }: Pick<Practice, 'whoWeHelp' | 'videoUrl'>): Markup {
  return markup`${whoWeHelp ? markup`<h2>Who we help</h2>${inParagraphs(whoWeHelp)}` : null}
${videoUrl ? markup`<p><a href="${videoUrl}" rel="noreferrer">A short video, to see who we are</a></p>` : null}`;
}

/** A practice's own words, with the paragraphs it gave them. */
export function inParagraphs(text: string | null | undefined): Markup | null {
  if (!text) return null;
  return markup`${text.split(/\n\s*\n/).map((paragraph) => markup`<p>${paragraph}</p>`)}`;
}

function counted(length: number, unit: string): string {
  const count = Math.max(1, Math.round(length));
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
