import { DAY_MS, HOUR_MS } from '../../support/clock.ts';
import type { Random } from '../../support/random.ts';
import type { Json, TestPractice } from '../../support/practice.ts';

/** What the test said of somebody who got in touch, in milliseconds; every figure is worked out from this alone. */
export type Asked = {
  id: string;
  at: number;
  kind: string;
  /** Which one, where it is known. */
  ref: string | null;
  practitioner: string | null;
  line: string | null;
  contacted?: number;
  booked?: number;
  attended?: number;
  kept?: number;
  /** The first session, where one is known. */
  session?: number | undefined;
  fit?: string | undefined;
  /** With what it was closed; or noted while it was open. */
  lost?: string | undefined;
  stalled?: string;
  clientId?: string | undefined;
};

export type Sources = {
  named: { body: Record<string, unknown>; kind: string; ref: string | null }[];
  practitioners: string[];
  lines: string[];
};

type Person = Omit<Asked, 'id' | 'clientId' | 'kind' | 'ref'> & { source: Sources['named'][number] };

const STEPS = ['contacted', 'booked', 'attended', 'kept'] as const;

/** Says all of it over the API: who got in touch when, how far they came, and how it ended. */
export async function tell(practice: TestPractice, person: Person): Promise<Asked> {
  const { source, practitioner, line, lost, fit, session, ...rest } = person;
  const { id } = await practice.ask('POST', '/enquiries', {
    person: { firstName: oneOfAKind() },
    via: 'phone',
    receivedAt: iso(person.at),
    ...(practitioner ? { practitionerId: practitioner } : {}),
    ...(line ? { serviceLineId: line } : {}),
    ...source.body,
  });
  let clientId: string | undefined;
  for (const stage of STEPS) {
    const at = person[stage];
    if (at === undefined) break;
    const said = { stage, at: iso(at), ...(stage === 'contacted' && fit ? { fit } : {}) };
    const told: Json = await practice.ask('POST', `/enquiries/${id}/progress`, said);
    clientId = told.clientId ?? clientId;
  }
  if (session !== undefined && clientId)
    await practice.ask('POST', `/clients/${clientId}/sessions`, { at: iso(session), status: 'attended' });
  if (lost)
    await practice.ask('POST', `/enquiries/${id}/close`, {
      reason: 'not_ready',
      ...(lost === 'none' ? {} : { leak: lost }),
    });
  return {
    ...rest,
    practitioner,
    line,
    kind: source.kind,
    ref: source.ref,
    id,
    lost,
    fit,
    session,
    clientId,
  };
}

/** Somebody at random within the last so many days, never within an hour of a limit of 30, 60 or 90 days. */
export function somebody(
  random: Random,
  now: number,
  days: number,
  { named, practitioners, lines }: Sources,
): Person {
  const source = named[random.upTo(named.length)];
  if (!source) throw new Error('There is no source.');
  const at = Math.round(now - (random.upTo(days) + 0.2 + random.next() * 0.6) * DAY_MS);
  const contacted = at + (0.5 + random.upTo(40)) * HOUR_MS;
  const booked = contacted + (1 + random.upTo(9)) * DAY_MS;
  const attended = booked + (1 + random.upTo(random.chance(0.3) ? 80 : 14)) * DAY_MS;
  const kept = attended + 14 * DAY_MS;
  const way = [contacted, booked, attended, kept].filter((moment) => moment < now - HOUR_MS);
  const came = way.slice(0, random.upTo(way.length + 1));
  const steps = Object.fromEntries(came.map((moment, index) => [STEPS[index], moment]));
  const ends = came.length < 3;
  const lost = random.pick<string | undefined>([
    ['hard_to_contact', 0.2],
    ['not_resonating', 0.2],
    ['not_ready', 0.3],
    ['none', 0.1],
    [undefined, 0.2],
  ]);
  return {
    at,
    source,
    practitioner: random.chance(0.8) ? (practitioners[random.upTo(practitioners.length)] ?? null) : null,
    line: random.chance(0.5) ? (lines[random.upTo(lines.length)] ?? null) : null,
    ...steps,
    ...(came.length > 0 && random.chance(0.6)
      ? {
          fit: random.pick([
            ['ideal', 0.4],
            ['workable', 0.4],
            ['not_fit', 0.2],
          ] as const),
        }
      : {}),
    ...(ends && lost ? { lost } : {}),
  };
}

let people = 0;
/** Nobody is taken for somebody else of the same name. */
function oneOfAKind(): string {
  people += 1;
  return `Sam ${String(people).replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')}`;
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
