import type { SuccessOf } from '../../api/ask.ts';
import { markup, type Markup } from '../../http/markup.ts';
import { table } from '../parts/table.ts';
import type { Words } from '../words/words.ts';

type Forecast = SuccessOf<'POST /practice/policy/forecast'>;

/** How many prompts a quarter rules would let through, and what holds back most. */
export function forecastRegion(forecast: Forecast, words: Words): Markup {
  const { say } = words;
  const { removed } = forecast;
  const [most] = removed;
  const reasons = table({
    caption: say('policy.forecast.table'),
    columns: [{ head: say('policy.forecast.why') }, { head: say('policy.forecast.moments'), isNumber: true }],
    rows: removed.map(({ code, count }) => [
      say(`terms.gate.${code}`),
      count === null ? say('policy.forecast.few') : words.number(count),
    ]),
  });
  return markup`<section aria-labelledby="forecast"><h2 id="forecast">${say('policy.forecast.title')}</h2>
<p><strong>${headline(forecast, words)}</strong></p>
${most ? markup`<p>${say('policy.forecast.most', { why: say(`terms.gate.${most.code}`) })}</p>${reasons}` : null}
<p class="hint">${basis(forecast, words)}</p></section>`;
}

function headline({ promptsPerQuarter, reason }: Forecast, { say, number }: Words): string {
  if (reason === 'too_little_data') return say('policy.forecast.tooLittle');
  if (promptsPerQuarter === null) return say('policy.forecast.hidden');
  if (promptsPerQuarter === 0) return say('policy.forecast.none');
  return say('policy.forecast.perQuarter', { count: number(Math.round(promptsPerQuarter)) });
}

function basis({ basis: { from, to, moments, sampled } }: Forecast, { say, day }: Words): string {
  const days = { from: day(from), to: day(to) };
  const told =
    moments === null
      ? say('policy.forecast.basisHidden', days)
      : say('policy.forecast.basis', { ...days, moments });
  return sampled ? `${told} ${say('policy.forecast.sampled')}` : told;
}
