/** Text that is HTML already, and is not escaped again. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Markup | null | readonly Part[];

/** HTML with its values escaped, except where a value is `Markup` itself. */
export function markup(words: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return new Markup(words.map((text, index) => `${text}${shown(values[index] ?? null)}`).join(''));
}

function shown(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.text;
  return typeof part === 'string' || typeof part === 'number'
    ? escaped(String(part))
    : part.map(shown).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** Text between tags, where quotation marks and apostrophes may stay as they were written. */
export function asText(text: string): Markup {
  return new Markup(text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character));
}
