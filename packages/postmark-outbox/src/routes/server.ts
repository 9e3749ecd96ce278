import { Router } from 'express';
import { z } from 'zod';
import { jsonBody } from '../body.ts';
import { Refusal } from '../refusal.ts';
import type { Store } from '../store/store.ts';
import { SERVER_ID } from '../streams.ts';

const SETTING = 'server';
const LINKS = ['None', 'HtmlAndText', 'HtmlOnly', 'TextOnly'];

const Changes = z.object({
  Name: z.string().optional(),
  Color: z.string().optional(),
  SmtpApiActivated: z.boolean().optional(),
  RawEmailEnabled: z.boolean().optional(),
  InboundHookUrl: z.string().optional(),
  InboundDomain: z.string().optional(),
  BounceHookUrl: z.string().optional(),
  OpenHookUrl: z.string().optional(),
  DeliveryHookUrl: z.string().optional(),
  ClickHookUrl: z.string().optional(),
  PostFirstOpenOnly: z.boolean().optional(),
  InboundSpamThreshold: z.number().optional(),
  TrackOpens: z.boolean().optional(),
  TrackLinks: z.string().optional(),
  IncludeBounceContentInHook: z.boolean().optional(),
  EnableSmtpApiErrorHooks: z.boolean().optional(),
});

const DEFAULTS = {
  Name: 'Outbox',
  Color: 'blue',
  SmtpApiActivated: false,
  RawEmailEnabled: false,
  InboundHookUrl: '',
  InboundDomain: '',
  BounceHookUrl: '',
  OpenHookUrl: '',
  DeliveryHookUrl: '',
  ClickHookUrl: '',
  PostFirstOpenOnly: false,
  InboundSpamThreshold: 0,
  TrackOpens: false,
  TrackLinks: 'None',
  IncludeBounceContentInHook: false,
  EnableSmtpApiErrorHooks: false,
};

/** The server's own settings. Tracking is off until someone turns it on, and then stays on. */
export function serverRoutes(store: Store, token: string): Router {
  const router = Router();

  router.get('/server', (_req, res) => {
    res.json(server());
  });

  router.put('/server', ...jsonBody('1mb'), (req, res) => {
    const changes = Changes.safeParse(req.body);
    if (!changes.success) throw new Refusal(609, 'No usable server data received.');
    const { TrackLinks } = changes.data;
    if (TrackLinks !== undefined && !LINKS.includes(TrackLinks)) {
      throw new Refusal(612, "The supplied 'TrackLinks' option is not valid.");
    }
    store.settings.write(SETTING, { ...changed(), ...changes.data });
    res.json(server());
  });

  function changed() {
    return Changes.parse(store.settings.read(SETTING) ?? {});
  }

  function server() {
    return {
      ID: SERVER_ID,
      ApiTokens: [token],
      ServerLink: '/outbox',
      DeliveryType: 'Live',
      InboundAddress: 'inbound@outbox.invalid',
      InboundHash: 'inbound',
      ...DEFAULTS,
      ...changed(),
    };
  }

  return router;
}
