import { easternStamp } from '../eastern-time.ts';
import { json } from '../http/answer.ts';
import { ApiError } from '../http/api-error.ts';
import { get, type Route } from '../http/router.ts';
import { requireStream, SERVER_ID, STREAMS, type Stream } from '../mail/streams.ts';
import { readQuery } from './query.ts';

const TYPES = new Set(['all', ...STREAMS.map(({ type }) => type.toLowerCase())]);

/** The three streams that every server starts with; more cannot be made here. */
export function streamRoutes(startedAt: number): Route[] {
  function view({ id, name, type, unsubscribes }: Stream) {
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
      SubscriptionManagementConfiguration: { UnsubscribeHandlingType: unsubscribes },
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
  ];
}
