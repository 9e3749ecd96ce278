/** Where people pay in something else than pounds, by the beginning of their time zone; the rest is changed in a moment. */
const BY_ZONE: readonly (readonly [RegExp, { locale: string; currency: string }])[] = [
  [/^(Europe\/(London|Belfast|Jersey|Guernsey|Isle_of_Man)|GB)$/, { locale: 'en-GB', currency: 'GBP' }],
  [/^Europe\/Dublin$/, { locale: 'en-IE', currency: 'EUR' }],
  [/^Europe\/(Berlin|Busingen|Vienna)$/, { locale: 'de', currency: 'EUR' }],
  [/^(Europe\/Madrid|Atlantic\/Canary|Africa\/Ceuta)$/, { locale: 'es', currency: 'EUR' }],
  [/^Europe\/Zurich$/, { locale: 'de-CH', currency: 'CHF' }],
  [
    /^America\/(New_York|Chicago|Denver|Los_Angeles|Phoenix|Detroit|Boise|Anchorage|Juneau|Indiana\/.+|Kentucky\/.+)$|^Pacific\/Honolulu$/,
    { locale: 'en-US', currency: 'USD' },
  ],
  [/^Australia\//, { locale: 'en-AU', currency: 'AUD' }],
  [/^Pacific\/Auckland$/, { locale: 'en-NZ', currency: 'NZD' }],
];

/** How a new practice writes dates and money: a first guess, which its owner can change. */
export function moneyAndDatesOf(timezone: string): { locale: string; currency: string } {
  return BY_ZONE.find(([zone]) => zone.test(timezone))?.[1] ?? { locale: 'en-GB', currency: 'GBP' };
}
