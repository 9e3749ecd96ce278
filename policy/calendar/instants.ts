/** The instant that lies `ms` after this one; before it, where `ms` is negative. */
export function after(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}

export function earliest(first: Date, ...others: readonly Date[]): Date {
  return others.reduce((one, other) => (other < one ? other : one), first);
}

export function latest(first: Date, ...others: readonly Date[]): Date {
  return others.reduce((one, other) => (other > one ? other : one), first);
}

/** The earliest of any number of instants; null of none. */
export function earliestOf(moments: readonly Date[]): Date | null {
  const [first, ...others] = moments;
  return first ? earliest(first, ...others) : null;
}
