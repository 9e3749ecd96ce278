import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** How many proxies stand in front, or the addresses and networks that they are reached from; 0: none. */
export type TrustedProxies = number | string[];

const MOST_HOPS = 10;
/** Networks that have a name (proxy-addr, which Express brings). */
const NAMED = new Set(['loopback', 'linklocal', 'uniquelocal']);
const WRONG =
  'must be the number of proxies in front of Kindword (1; 0 for none), or their addresses and networks, parted by commas (10.0.0.0/8, fd00::/8, loopback)';

/** TRUSTED_PROXIES: whoever is trusted may say from which address a request comes, so that nobody is by default. */
export const TrustedProxiesSetting = z
  .string()
  .trim()
  .transform((text, context): TrustedProxies => {
    if (/^\d{1,2}$/.test(text) && Number(text) <= MOST_HOPS) return Number(text);
    const networks = text.split(',').map((one) => one.trim());
    const wrong = networks.filter((network) => !isNetwork(network));
    if (wrong.length > 0) context.addIssue({ code: 'custom', message: `${WRONG}; not ${wrong.join(', ')}` });
    return networks;
  });

function isNetwork(text: string): boolean {
  return (
    NAMED.has(text) || ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text) || isRange(text)
  );
}

/** A range that holds every address would let each visitor make one up. */
function isRange(text: string): boolean {
  const [address = '', bits = '', ...more] = text.split('/');
  return more.length === 0 && bits !== '0' && ipaddr.isValidCIDR(`${address}/${bits}`);
}
