import { scaleLinear } from 'd3-scale';
import { markup, type Markup } from '../../http/markup.ts';
import { picture } from '../parts/picture.ts';
import { timeline } from '../parts/timeline.ts';
import type { Words } from '../words/words.ts';
import type { JourneyDrawn, JourneyEvent } from './journey-events.ts';

const WIDTH = 640;
const HEIGHT = 64;
const EDGE = 14;
const LINE = 44;
const NUMBERS = 16;
const RADIUS = 9;

/**
 * A journey as a line of time: a dot a session, a numbered ring for what has words, dashed from today on. The numbers are
 * told below it, so that nothing is known from the drawing alone. Nothing where there is nothing to draw.
 */
export function journeyPicture({ sessions, events, now }: JourneyDrawn, words: Words): Markup | null {
  const times = [...sessions, ...events.map(({ at }) => at)].map((at) => Date.parse(at));
  if (times.length === 0) return null;
  const today = now.getTime();
  const x = scaleLinear()
    .domain([Math.min(...times), Math.max(...times, today)])
    .range([EDGE, WIDTH - EDGE]);
  const places = apart(events.map(({ at }) => x(Date.parse(at))));
  const drawn = markup`<path class="level" d="M${EDGE} ${LINE}H${round(x(today))}"/>
<path class="level ahead" d="M${round(x(today))} ${LINE}H${WIDTH - EDGE}"/>
${sessions.map((at) => markup`<circle class="dot" cx="${round(x(Date.parse(at)))}" cy="${LINE}" r="2.5"/>`)}
${events.map((event, index) => numbered(event, { number: index + 1, at: round(x(Date.parse(event.at))), place: round(places[index] ?? 0) }))}`;
  const told = events.map(({ at, what, kind }, index) => ({
    at: words.rich(kind === 'ahead' ? 'clients.journey.aheadAt' : 'clients.journey.eventAt', {
      number: index + 1,
      at: words.time(at),
    }),
    what,
  }));
  const numbers = [
    words.say('clients.journey.sessions', { count: sessions.length }),
    ...events.map(({ what }, index) => words.say('clients.journey.numbered', { number: index + 1, what })),
  ];
  return picture({
    title: words.say('clients.journey.title'),
    desc: numbers.join(' · '),
    width: WIDTH,
    height: HEIGHT,
    svg: drawn,
    table: told.length === 0 ? null : { words: words.say('clients.journey.inWords'), table: timeline(told) },
  });
}

type Place = { number: number; at: number; place: number };

function numbered({ kind }: JourneyEvent, { number, at, place }: Place): Markup {
  const look = kind === 'ahead' ? 'ring ahead' : 'ring';
  return markup`<path class="level" d="M${at} ${LINE}L${place} ${NUMBERS + RADIUS}"/>
<circle class="${look}" cx="${place}" cy="${NUMBERS}" r="${RADIUS}"/><text x="${place}" y="${NUMBERS + 3}" text-anchor="middle">${number}</text>`;
}

/** Numbers must not stand on one another: from the left each keeps its distance, and from the right those that were pushed out. */
function apart(wanted: readonly number[]): number[] {
  const distance = Math.min(2 * RADIUS + 4, (WIDTH - 2 * EDGE) / Math.max(1, wanted.length));
  let last = -Infinity;
  const pushed = wanted.map((place) => (last = Math.max(place, last + distance)));
  let limit = WIDTH - EDGE + distance;
  return pushed
    .toReversed()
    .map((place) => (limit = Math.min(place, limit - distance)))
    .toReversed();
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
