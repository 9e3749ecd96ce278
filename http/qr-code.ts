import { renderSVG } from 'uqr';

/** An SVG of a link, for a telephone's camera; with the quiet margin that scanners need. */
export function qrCode(url: string): string {
  return renderSVG(url, { ecc: 'M', border: 4 });
}
