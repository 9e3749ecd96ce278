const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ú',
  n: 'ñ',
  c: 'ç', // prettier-ignore
};
const PADDING = ' ·';

/** An ICU message whose words have accents and are longer, and whose arguments are as they were. */
export function pseudo(message: string): string {
  let depth = 0;
  const text = message.split('').map((character) => {
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    return depth === 0 ? (ACCENTED[character] ?? character) : character;
  });
  return `${text.join('')}${PADDING.repeat(Math.ceil(message.length / 8))}`;
}
