/** Money and time as money (§5.2): cash + minutes/60 × the hourly rate, rounded half up. All in minor units, not negative. */
export function loadedMinor(cashMinor: number, minutes: number, hourlyRateMinor: number): number {
  return cashMinor + Math.floor((minutes * hourlyRateMinor + 30) / 60);
}

/** Rounded half up; null of no clients, where there is nothing to divide by. */
export function perClient(minor: number, clients: number): number | null {
  return clients === 0 ? null : Math.floor((2 * minor + clients) / (2 * clients));
}

type Spent = { clients: number; cashMinor: number; loadedMinor: number; currency: string };

/** The row in words: what a client cost, or what was spent for nobody, never a figure without end. */
export function costInWords({ clients, cashMinor, loadedMinor: loaded, currency }: Spent): string {
  const money = (minor: number) => inMoney(minor, currency);
  const withTime = (minor: number) => (loaded === cashMinor ? '' : ` (${money(minor)} with staff time)`);
  const [cash, all] = [perClient(cashMinor, clients), perClient(loaded, clients)];
  if (cash === null || all === null) return `spend ${money(cashMinor)}${withTime(loaded)}, 0 clients`;
  return `${money(cash)}${withTime(all)} a client`;
}

/** As people write it in British English: £1,234.50. */
function inMoney(minor: number, currency: string): string {
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
