import { Markup } from '../http/markup.ts';

export const CARD_SIZES = ['a6', 'a4'] as const;
export type CardSize = (typeof CARD_SIZES)[number];
type Measures = { width: string; height: string; margin: string; type: string; qr: string };

const MEASURES: Readonly<Record<CardSize, Measures>> = {
  a6: { width: '105mm', height: '148mm', margin: '7mm', type: '8.5pt', qr: '26mm' },
  a4: { width: '210mm', height: '297mm', margin: '17mm', type: '14pt', qr: '50mm' },
};

/**
 * One side of paper in black and white, and the same on a screen. Where all is long at once, whom we help and what happens
 * next lose whole lines: what does not fit into a column of fixed height goes to the next, which nobody sees.
 */
export function cardStyle(size: CardSize): Markup {
  const { width, height, margin, type, qr } = MEASURES[size];
  return new Markup(`
main { box-sizing: border-box; width: ${width}; max-width: 100%; margin: 1rem auto; padding: ${margin}; border: 1px solid var(--line); font-size: ${type}; line-height: 1.35; }
h1 { font-size: 1.8em; line-height: 1.15; margin: 0 0 .1em; }
h2 { font-size: 1em; line-height: 1.2; margin: .9em 0 .1em; color: var(--accent); }
p { margin: 0; } dl { gap: 0 .6em; margin: 0; font-size: .95em; line-height: 1.3; }
h1, .practice, dd { display: -webkit-box; -webkit-box-orient: vertical; overflow: hidden; }
h1, dd { -webkit-line-clamp: 2; } .practice { -webkit-line-clamp: 1; }
.practice { font-size: 1.1em; } .note { font-size: .85em; line-height: 1.25; margin-top: .6em; } .note + .note { margin: 0; }
.foot { display: flex; gap: 1em; justify-content: space-between; align-items: end; margin-top: auto; } .foot > div { min-width: 0; }
dd a { color: inherit; text-decoration: none; }
img.qr { flex: none; width: ${qr}; height: ${qr}; border-radius: 0; }
.unprinted { margin-top: 1rem; }
@media print {
  @page { size: ${width} ${height}; margin: 0; }
  :root { color-scheme: light; --ink: #000; --ground: #fff; --accent: #000; --line: #000; }
  main { display: flex; flex-direction: column; height: calc(${height} - .5mm); margin: 0; border: 0; overflow: hidden; }
  main > * { flex: none; } main > .who, main > .next { flex: 0 1 auto; min-height: 0; columns: 1; column-fill: auto; overflow: hidden; orphans: 1; widows: 1; }
  .unprinted { display: none; }
}
`);
}
