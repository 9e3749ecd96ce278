import { type Answer, plainText } from './answer.ts';
import type { HttpRequest } from './router.ts';

const LOCAL_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Guards the pages against other web sites: cross-site posts (CSRF), and reads under a name of theirs (DNS rebinding). */
export function refuseOtherSites({ method, headers }: HttpRequest): Answer | null {
  const host = headers.host ?? '';
  if (!LOCAL_NAMES.has(host.replace(/:\d+$/, ''))) {
    return plainText('Open the outbox under localhost or 127.0.0.1.', 403);
  }
  if (method === 'GET' || method === 'HEAD') return null;
  const site = headers['sec-fetch-site'];
  const isForeign =
    site === undefined
      ? headers.origin !== undefined && headers.origin !== `http://${host}`
      : site !== 'same-origin' && site !== 'none';
  return isForeign ? plainText('This form was sent from another site.', 403) : null;
}
