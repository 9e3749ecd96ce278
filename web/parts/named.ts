import { markup, type Markup } from '../../http/markup.ts';

/** A person as the API names them: one name, or first and last. */
export type Person = string | { firstName: string | null; lastName?: string | null };

/** The only way in which a page writes a person: whole, or as initials while names are hidden and on paper. */
export function named(person: Person): Markup {
  return markup`<span class="name"><span class="whole">${wholeName(person)}</span><span class="short">${initialsOf(person)}</span></span>`;
}

/** For titles of pages, which stand in the history of a browser. */
export function initialsOf(person: Person): string {
  const words = wholeName(person).split(/[\s-]+/);
  const letters = words
    .map((word) => /\p{L}\p{M}*/u.exec(word)?.[0])
    .filter((letter) => letter !== undefined);
  return letters.map((letter) => `${letter.toLocaleUpperCase()}.`).join(' ');
}

function wholeName(person: Person): string {
  if (typeof person === 'string') return person;
  return [person.firstName, person.lastName].filter(Boolean).join(' ');
}
