/**
 * Which boundaries of months cannot move against each other, as one number for each (the same number: together): those
 * that are joined, and those that can move in neither direction. `joined` names for each boundary an earlier one of the
 * same shown figures, or itself. In month m, boundary m + 1 cannot rise above m where `stuckUp[m]`, nor fall below it where
 * `stuckDown[m]`. Two boundaries are free of each other if the longest they can move apart is not nought, which is to say
 * that no way of stuck months leads there and back: they are no one strongly connected component (Tarjan, SIAM Journal on
 * Computing 1972;1:146–160).
 */
export function pinnedTogether(
  boundaries: number,
  joined: readonly Int16Array[],
  stuck: { up: Uint8Array; down: Uint8Array },
): Int16Array {
  const node = contracted(boundaries, joined);
  const { first, next, target } = arrows(boundaries, node, stuck);
  const order = new Int16Array(boundaries);
  const found = new Int16Array(boundaries).fill(-1);
  const open: number[] = [];
  let count = 0;
  const visit = (at: number): number => {
    const own = ++count;
    order[at] = own;
    let low = own;
    open.push(at);
    for (let arrow = first[at] ?? 0; arrow > 0; arrow = next[arrow] ?? 0) {
      const to = target[arrow] ?? 0;
      if (order[to] === 0) low = Math.min(low, visit(to));
      else if (found[to] === -1) low = Math.min(low, order[to] ?? low);
    }
    if (low !== own) return low;
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      found[member] = at;
      if (member === at) break;
    }
    return low;
  };
  for (let at = 0; at < boundaries; at++) {
    if (node[at] === at && order[at] === 0) visit(at);
    // A node is the earliest of its boundaries: it has been visited.
    else if (node[at] !== at) found[at] = -2;
  }
  for (let at = 0; at < boundaries; at++) if (found[at] === -2) found[at] = found[node[at] ?? at] ?? at;
  return found;
}

export function arePinnedAlike(one: Int16Array, other: Int16Array): boolean {
  return one.length === other.length && one.every((label, at) => label === other[at]);
}

/** One node for all boundaries that any of the shown figures joins: the earliest. */
function contracted(boundaries: number, joined: readonly Int16Array[]): Int16Array {
  const node = new Int16Array(boundaries);
  for (let at = 0; at < boundaries; at++) node[at] = at;
  for (const labels of joined) {
    for (let at = 0; at < boundaries; at++) {
      const label = labels[at] ?? at;
      if (label !== at && node[at] !== node[label]) join(node, at, label);
    }
  }
  for (let at = 0; at < boundaries; at++) node[at] = rootOf(node, at);
  return node;
}

function join(node: Int16Array, one: number, other: number): void {
  const [first, second] = [rootOf(node, one), rootOf(node, other)];
  if (first < second) node[second] = first;
  else node[first] = second;
}

function rootOf(node: Int16Array, of: number): number {
  let at = of;
  for (let up = node[at] ?? at; up !== at; up = node[at] ?? at) at = up;
  return at;
}

/** The arrows of each node as linked lists; nought ends one. */
function arrows(
  boundaries: number,
  node: Int16Array,
  { up, down }: { up: Uint8Array; down: Uint8Array },
): { first: Int16Array; next: Int16Array; target: Int16Array } {
  const first = new Int16Array(boundaries);
  const next = new Int16Array(2 * boundaries);
  const target = new Int16Array(2 * boundaries);
  let count = 0;
  for (let month = 0; month + 1 < boundaries; month++) {
    const before = node[month] ?? month;
    const after = node[month + 1] ?? month + 1;
    if (before === after) continue;
    if (up[month] === 1) {
      next[++count] = first[after] ?? 0;
      target[count] = before;
      first[after] = count;
    }
    if (down[month] === 1) {
      next[++count] = first[before] ?? 0;
      target[count] = after;
      first[before] = count;
    }
  }
  return { first, next, target };
}
