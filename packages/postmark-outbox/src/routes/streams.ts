import { Router } from 'express';
import { readQuery } from '../query.ts';
import { Refusal } from '../refusal.ts';
import { findStream, SERVER_ID, STREAMS, type Stream } from '../streams.ts';
import { easternStamp } from '../time.ts';

const TYPES = new Set(['all', ...STREAMS.map(({ type }) => type.toLowerCase())]);

/** The three streams every server starts with; more cannot be made here. */
export function streamRoutes(startedAt: number): Router {
  const router = Router();

  router.get('/message-streams', (req, res) => {
    const type = readQuery(req).get('messagestreamtype')?.toLowerCase() ?? 'all';
    if (!TYPES.has(type)) {
      throw new Refusal(1221, "The 'MessageStreamType' associated with this request was invalid.");
    }
    const streams = STREAMS.filter((stream) => type === 'all' || stream.type.toLowerCase() === type);
    res.json({ MessageStreams: streams.map(view), TotalCount: streams.length });
  });

  router.get('/message-streams/:id', (req, res) => {
    const stream = findStream(req.params.id);
    if (!stream) throw new Refusal(1226, "The message stream for the provided 'ID' was not found.");
    res.json(view(stream));
  });

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

  return router;
}
