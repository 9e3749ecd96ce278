import { isReviewPoint } from '../../policy/journeys/sessions.ts';
import type { Words } from '../words/words.ts';
import type { WholeClient } from './whole-client.ts';

/** Something in a client's journey: a day or a moment, and what it was; `ahead` has not happened yet. */
export type JourneyEvent = {
  at: string;
  kind: 'session' | 'moment' | 'note' | 'ending' | 'ahead';
  what: string;
};
export type JourneyDrawn = {
  /** Of every session they came to. */
  sessions: readonly string[];
  /** What has words, the oldest first. */
  events: readonly JourneyEvent[];
  now: Date;
};

/** What is drawn of a journey, from what the page knows anyway. */
export function journeyEvents(
  { client, journey, moments, sessions, areAllSessions }: WholeClient,
  words: Words,
  now: Date,
): JourneyDrawn {
  const attended = sessions
    .filter(({ status }) => status === 'attended')
    .map(({ at }) => at)
    .toReversed();
  const counted = areAllSessions ? attended : [];
  const points = counted.flatMap((at, index): JourneyEvent[] =>
    index === 0 || isReviewPoint(index + 1)
      ? [{ at, kind: 'session', what: words.say('clients.journey.session', { count: index + 1 }) }]
      : [],
  );
  const marked = moments
    .filter(({ kind }) => kind !== 'discharge' || client.endedOn === null)
    .map(({ occurredOn, kind }): JourneyEvent => ({
      at: occurredOn,
      kind: 'moment',
      what: words.say(`terms.milestone.${kind}`),
    }));
  const carried = moments.flatMap(({ carriedAt, carrier }): JourneyEvent[] =>
    carriedAt && carrier
      ? [{ at: carriedAt, kind: 'note', what: words.say(`terms.carrier.${carrier}`) }]
      : [],
  );
  const ending: JourneyEvent[] =
    client.endedOn === null
      ? []
      : [{ at: client.endedOn, kind: 'ending', what: words.say('clients.journey.ending') }];
  const ahead: JourneyEvent[] = journey.next
    ? [
        {
          at: journey.next.at,
          kind: 'ahead',
          what: words.say(
            journey.next.what === 'let_go' ? 'clients.journey.letGo' : `terms.carrier.${journey.next.what}`,
          ),
        },
      ]
    : [];
  const events = [...points, ...marked, ...carried, ...ending, ...ahead].toSorted(
    (one, other) => Date.parse(one.at) - Date.parse(other.at),
  );
  return { sessions: attended, events, now };
}
