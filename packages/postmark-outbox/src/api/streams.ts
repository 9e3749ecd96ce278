import { easternStamp } from '../eastern-time.ts';
import { json } from '../http/answer.ts';
import { ApiError } from '../http/api-error.ts';
import { jsonBody, MEGABYTE } from '../http/body.ts';
import { get, patch, type Route } from '../http/router.ts';
import { requireStream, SERVER_ID, STREAMS, UNSUBSCRIBES, type Stream } from '../mail/streams.ts';
import { object, oneOf, optional, readOr, string } from '../shape.ts';
import type { Store } from '../store/store.ts';
import { readQuery } from './query.ts';

const TYPES = new Set(['all', ...STREAMS.map(({ type }) => type.toLowerCase())]);

const Handling = object({ UnsubscribeHandlingType: oneOf(UNSUBSCRIBES) });
const Changes = object({
  Name: optional(string),
  Description: optional(string),
  SubscriptionManagementConfiguration: optional(Handling),
});

/**
 * The three streams that every server starts with; more cannot be made here. How a stream handles unsubscribing is kept
 * and shown, and has no effect here; other changes are not kept.
 */
export function streamRoutes(store: Store, startedAt: number): Route[] {
  function handlingOf({ id, unsubscribes }: Stream) {
    const kept = store.settings.read(settingOf(id));
    return kept === undefined ? { UnsubscribeHandlingType: unsubscribes } : Handling(kept);
  }

  function view(stream: Stream) {
    const { id, name, type } = stream;
    return {
      ID: id,
      ServerID: SERVER_ID,
      Name: name,
      Description: null,
      MessageStreamType: type,
      CreatedAt: easternStamp(startedAt),
      UpdatedAt: null,
      ArchivedAt: null,
      ExpectedPurgeDate: null,
      SubscriptionManagementConfiguration: handlingOf(stream),
    };
  }

  return [
    get('/message-streams', (request) => {
      const type = readQuery(request).get('messagestreamtype')?.toLowerCase() ?? 'all';
      if (!TYPES.has(type)) {
        throw new ApiError(1221, "The 'MessageStreamType' associated with this request was invalid.");
      }
      const streams = STREAMS.filter((stream) => type === 'all' || stream.type.toLowerCase() === type);
      return json({ MessageStreams: streams.map(view), TotalCount: streams.length });
    }),

    get('/message-streams/:id', (_request, id) => json(view(requireStream(id)))),

    patch('/message-streams/:id', jsonBody(MEGABYTE), ({ body }, id) => {
      const stream = requireStream(id);
      const changes = readOr(Changes, body, new ApiError(1222, 'No usable message stream data received.'));
      const { SubscriptionManagementConfiguration: handling } = changes;
      if (handling !== undefined) store.settings.write(settingOf(stream.id), handling);
      return json(view(stream));
    }),
  ];
}

function settingOf(streamId: string): string {
  return `stream/${streamId}`;
}
