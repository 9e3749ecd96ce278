import { FRAGILE_BECAUSE, QUIET_WORDS } from '../../policy/network/fragile-words.ts';
import { QUIET_STATES } from '../../policy/reports/silence.ts';
import type { Figures } from './figures.ts';

/** Who has gone quiet, without who it is. */
export function quietInWords(quiet: Figures['quiet']): string {
  if (!quiet || quiet.rows.length === 0) return 'Nobody has gone quiet.';
  const said = QUIET_STATES.flatMap((state) => {
    const count = quiet.rows.filter((row) => row.state === state).length;
    return count === 0 ? [] : QUIET_WORDS[state](count);
  });
  return `Of the colleagues, ${said.join('; ')}: see Colleagues.`;
}

/** Kinds of colleague of whom nobody is known, those that fit alone where the practice has said which do; and fragile sources. */
export function networkInWords(network: Figures['network']): string[] {
  if (!network) return [];
  const empty = network.emptyKinds
    .filter(({ fits }) => fits !== false)
    .map(({ kind }) => kind.replaceAll('_', ' '));
  const fragile = network.fragile.map(
    ({ flag, colleagues }) =>
      `${Object.entries(FRAGILE_BECAUSE).find(([name]) => name === flag)?.[1] ?? flag} (${colleagues})`,
  );
  return [
    ...(empty.length > 0 ? [`Kinds of colleague of whom we know nobody: ${empty.join(', ')}.`] : []),
    ...(fragile.length > 0 ? [`What could make a source stop: ${fragile.join('; ')}.`] : []),
  ];
}
