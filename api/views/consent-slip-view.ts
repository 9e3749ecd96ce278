import type { ConsentWords } from '../../email/consent-words.ts';
import { markup, Markup } from '../../http/markup.ts';
import { qrCode } from '../../http/qr-code.ts';

const STYLE = new Markup(`
@page { size: A6; margin: 9mm; }
body { max-width: 87mm; margin: 0 auto; font: 10pt/1.4 system-ui, sans-serif; color: #000; background: #fff; }
h1 { font-size: 13pt; line-height: 1.2; margin: 0 0 2mm; }
p { margin: 0 0 2.5mm; overflow-wrap: anywhere; }
small { font-size: 8pt; }
svg { display: block; width: 34mm; height: 34mm; margin: 3mm auto; }
.link { font-size: 6.5pt; text-align: center; }
`);

type Slip = { practiceName: string; url: string; words: ConsentWords };

/** A slip to print and hand over (M5): it names the practice, and nobody else. */
export function consentSlip({ practiceName, url, words }: Slip): { html: string; svg: string } {
  const svg = qrCode(url);
  const html = markup`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="robots" content="noindex"><title>${practiceName}</title><style>${STYLE}</style></head>
<body>
<h1>${practiceName}: may we?</h1>
<p>${words.label}</p>
<p><small>${words.smallPrint}</small></p>
${new Markup(svg)}
<p>Point your telephone’s camera at the code, and press yes or no. Both are fine, and so is neither.</p>
<p class="link">${url}</p>
</body>
</html>`.text;
  return { html, svg };
}
