import { Models } from 'postmark';
import type { Envelope } from './envelope.ts';

/** An e-mail as Postmark's API takes it: on its stream, without tracking, labelled with an id. */
export function toPostmark(envelope: Envelope) {
  const domain = /@([^>]+)>?$/.exec(envelope.from)?.[1] ?? 'localhost';
  return {
    From: envelope.from,
    To: envelope.to,
    ReplyTo: envelope.replyTo,
    Subject: envelope.subject,
    TextBody: envelope.text,
    HtmlBody: envelope.html,
    Tag: envelope.tag,
    Metadata: { sid: envelope.sendId, ...(envelope.batchId ? { batch: envelope.batchId } : {}) },
    MessageStream: envelope.stream,
    TrackOpens: false,
    TrackLinks: Models.LinkTrackingOptions.None,
    Headers: [
      { Name: 'Message-ID', Value: `<${envelope.sendId}@${domain}>` },
      { Name: 'X-PM-KeepID', Value: 'true' },
      ...(envelope.unsubscribeUrl
        ? [
            { Name: 'List-Unsubscribe', Value: `<${envelope.unsubscribeUrl}>` },
            { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
          ]
        : []),
      ...(envelope.automatic ? [{ Name: 'Auto-Submitted', Value: 'auto-generated' }] : []),
    ],
  };
}
