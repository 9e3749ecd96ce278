/** What is known of a variable before anybody is written to: its words; null: it is left out. */
export type Known = Readonly<Record<string, string | null>>;

type Node =
  | { is: 'text'; text: string }
  | { is: 'value'; name: string }
  | { is: 'choice'; branches: { when: string; then: Node[] }[] };

const MARKS = /\{%(-?)\s*([\s\S]*?)\s*(-?)%\}|\{\{(-?)\s*([\s\S]*?)\s*(-?)\}\}/g;
const ALWAYS = '';

/**
 * The words of a template as a person fills them in: `{first}` for what depends on whom they write to, and
 * `[if person: …]` around what does; everything else letter by letter.
 */
export function fillableWords(source: string, known: Known): string {
  const { nodes } = read(tokens(source), 0);
  return shown(nodes, known)
    .replaceAll(/[^\S\n]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

type Token = { text: string } | { tag: string } | { value: string };

function tokens(source: string): Token[] {
  const found: Token[] = [];
  let [from, trims] = [0, false];
  for (const mark of source.matchAll(MARKS)) {
    const [whole, before, tag, after, beforeValue, value, afterValue] = mark;
    found.push({ text: trimmed(source.slice(from, mark.index), trims, (before || beforeValue) === '-') });
    found.push(tag === undefined ? { value: value ?? '' } : { tag });
    from = mark.index + whole.length;
    trims = (after || afterValue) === '-';
  }
  found.push({ text: trimmed(source.slice(from), trims, false) });
  return found;
}

function trimmed(text: string, start: boolean, end: boolean): string {
  const cut = start ? text.trimStart() : text;
  return end ? cut.trimEnd() : cut;
}

type Read = { nodes: Node[]; at: number; end: string };

/** Reads up to the tag that ends or divides what is being read. */
function read(all: readonly Token[], from: number): Read {
  const nodes: Node[] = [];
  for (let at = from; at < all.length; at += 1) {
    const token = all[at] ?? { text: '' };
    if ('text' in token) nodes.push({ is: 'text', text: token.text });
    else if ('value' in token) nodes.push({ is: 'value', name: token.value.split('|')[0]?.trim() ?? '' });
    else if (/^(if|unless|case)\b/.test(token.tag)) {
      const choice = readChoice(all, at, token.tag);
      nodes.push(choice.node);
      at = choice.at;
    } else if (!token.tag.startsWith('assign')) return { nodes, at, end: token.tag };
  }
  return { nodes, at: all.length, end: '' };
}

function readChoice(all: readonly Token[], from: number, opening: string): { node: Node; at: number } {
  const [, kind = 'if', rest = ''] = /^(\w+)\s*([\s\S]*)$/.exec(opening) ?? [];
  const branches: { when: string; then: Node[] }[] = [];
  let when = kind === 'if' ? rest : kind === 'unless' ? `not ${rest}` : null;
  for (let at = from; ;) {
    const part = read(all, at + 1);
    if (when !== null) branches.push({ when, then: part.nodes });
    at = part.at;
    const [, divider = '', condition = ''] = /^(\w*)\s*([\s\S]*)$/.exec(part.end) ?? [];
    if (divider === 'elsif') when = condition;
    else if (divider === 'when') when = `${rest} == ${condition}`;
    else if (divider === 'else') when = ALWAYS;
    else return { node: { is: 'choice', branches }, at };
  }
}

function shown(nodes: readonly Node[], known: Known): string {
  return nodes.map((node) => shownNode(node, known)).join('');
}

function shownNode(node: Node, known: Known): string {
  switch (node.is) {
    case 'text':
      return node.text;
    case 'value': {
      const quoted = /^(["'])(.*)\1$/.exec(node.name);
      if (quoted) return quoted[2] ?? '';
      const value = known[node.name];
      return value === undefined ? `{${node.name}}` : (value ?? '');
    }
    case 'choice':
      return shownChoice(node.branches, known);
  }
}

/** What is certain is chosen; what depends on the occasion stands in brackets, each with when it is said. */
function shownChoice(branches: readonly { when: string; then: Node[] }[], known: Known): string {
  let text = '';
  for (const { when, then } of branches) {
    const holds = isTrue(when, known);
    if (holds === false) continue;
    const words = shown(then, known);
    if (holds === true) return text + (text === '' ? words : bracketed('otherwise', words));
    text += bracketed(`if ${when.replaceAll('_', ' ').replaceAll('"', '')}`, words);
  }
  return text;
}

function bracketed(label: string, words: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(words) ?? [];
  return inner === '' ? before + after : `${before}[${label}: ${inner}]${after}`;
}

/** Null where it depends on the occasion. */
function isTrue(when: string, known: Known): boolean | null {
  if (when === ALWAYS) return true;
  if (when.startsWith('not ')) return opposite(isTrue(when.slice('not '.length), known));
  const either = when.split(/\s+or\s+/);
  if (either.length > 1) return some(either.map((one) => isTrue(one, known)));
  const all = when.split(/\s+and\s+/);
  if (all.length > 1) return opposite(some(all.map((one) => opposite(isTrue(one, known)))));
  const [, name = '', sign, , wanted] = /^(\w+)\s*(?:(==|!=)\s*(["'])(.*)\3)?$/.exec(when.trim()) ?? [];
  const value = known[name];
  if (value === undefined) return null;
  if (sign === undefined) return value !== null;
  return (value === wanted) === (sign === '==');
}

function opposite(holds: boolean | null): boolean | null {
  return holds === null ? null : !holds;
}

function some(all: readonly (boolean | null)[]): boolean | null {
  if (all.includes(true)) return true;
  return all.includes(null) ? null : false;
}
