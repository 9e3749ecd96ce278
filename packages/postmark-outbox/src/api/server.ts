import { json } from '../http/answer.ts';
import { ApiError } from '../http/api-error.ts';
import { jsonBody, MEGABYTE } from '../http/body.ts';
import { get, put, type Route } from '../http/router.ts';
import { SERVER_ID } from '../mail/streams.ts';
import { boolean, number, object, optional, readOr, string } from '../shape.ts';
import type { OutboxSettings } from '../settings.ts';
import type { Store } from '../store/store.ts';

const SETTING = 'server';
const LINKS = ['None', 'HtmlAndText', 'HtmlOnly', 'TextOnly'];

const Changes = object({
  Name: optional(string),
  Color: optional(string),
  SmtpApiActivated: optional(boolean),
  RawEmailEnabled: optional(boolean),
  InboundHookUrl: optional(string),
  InboundDomain: optional(string),
  BounceHookUrl: optional(string),
  OpenHookUrl: optional(string),
  DeliveryHookUrl: optional(string),
  ClickHookUrl: optional(string),
  PostFirstOpenOnly: optional(boolean),
  InboundSpamThreshold: optional(number),
  TrackOpens: optional(boolean),
  TrackLinks: optional(string),
  IncludeBounceContentInHook: optional(boolean),
  EnableSmtpApiErrorHooks: optional(boolean),
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

/** The server's own settings; stored, shown, and without effect here. */
export function serverRoutes(
  store: Store,
  { token, inboundAddress }: Pick<OutboxSettings, 'token' | 'inboundAddress'>,
): Route[] {
  function server() {
    return {
      ID: SERVER_ID,
      ApiTokens: [token],
      ServerLink: '/outbox',
      DeliveryType: 'Live',
      InboundAddress: inboundAddress ?? 'inbound@outbox.invalid',
      InboundHash: 'inbound',
      ...DEFAULTS,
      ...changed(),
    };
  }

  function changed() {
    return given(Changes(store.settings.read(SETTING) ?? {}));
  }

  return [
    get('/server', () => json(server())),

    put('/server', jsonBody(MEGABYTE), ({ body }) => {
      const changes = readOr(Changes, body, new ApiError(609, 'No usable server data received.'));
      const { TrackLinks } = changes;
      if (TrackLinks !== undefined && !LINKS.includes(TrackLinks)) {
        throw new ApiError(612, "The supplied 'TrackLinks' option is not valid.");
      }
      store.settings.write(SETTING, { ...changed(), ...given(changes) });
      return json(server());
    }),
  ];
}

function given(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
