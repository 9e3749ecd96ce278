import { renderSVG } from 'uqr';
import type { Answer } from './visit.ts';

/** A picture of a link that a telephone's camera follows; with the quiet margin that scanners need. */
export function qrCode(url: string): string {
  return renderSVG(url, { ecc: 'M', border: 4 });
}

/** The same as an answer of its own. */
export function qrAnswer(url: string): Answer {
  return { status: 200, type: 'svg', text: qrCode(url) };
}
