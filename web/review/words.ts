/** Steps on the way to a first session, as a meeting calls them. */
export const STEPS: Readonly<Record<string, string>> = {
  in_touch: 'In touch',
  contacted: 'We answered',
  booked: 'Booked',
  attended: 'Came',
  kept: 'Came again',
};

/** Why people are lost (§5.9), and what to do about it (S80). */
export const CAUSES: Readonly<Record<string, { name: string; todo: string }>> = {
  hard_to_contact: { name: 'we were hard to reach', todo: 'Answer sooner; look at who answers, and when.' },
  not_resonating: { name: 'our words did not speak to them', todo: 'A clearer first line: whom we help.' },
  not_top_of_mind: { name: 'we were one of several names', todo: 'Be remembered: a card, a hello.' },
  not_ready: { name: 'it was not the moment', todo: 'Nothing: it is timing.' },
};

const KINDS: Readonly<Record<string, string>> = {
  client: 'A client',
  friend: 'A friend',
  professional: 'A colleague',
  gp: 'A GP',
  therapist: 'A therapist',
  school_or_work: 'School or work',
  search: 'Online search',
  social: 'Social media',
  podcast: 'A podcast',
  directory: 'A directory',
  event: 'An event',
  advert: 'An advert',
  website: 'Our website',
  returning: 'Been here before',
  other: 'Something else',
  not_said: 'Rather not say',
  unknown: 'Not known',
};

export function kindInWords(kind: string): string {
  return KINDS[kind] ?? kind.replaceAll('_', ' ');
}

/** Integer minor units of a currency; a dash where there is no figure. */
export function money(minor: number | null, currency: string): string {
  if (minor === null) return '–';
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency });
  const { maximumFractionDigits = 2 } = format.resolvedOptions();
  return format.format(minor / 10 ** maximumFractionDigits);
}

export const SUGGESTS: Readonly<Record<string, string>> = {
  supervision: 'for supervision',
  cpd: 'for CPD',
  quality_check: 'a quality check',
  do_more_of: 'do more of it',
};

/** Parts of the way on which people reach the practice. */
export const WAYS: Readonly<Record<string, string>> = {
  form: 'the form “Get in touch”',
  professionals_form: 'the form for professionals',
  inbound: 'mail to us',
  website: 'our website',
  links: 'the links that people pass on',
  widget: 'what our website shows of our places',
  cards: 'the cards',
  autoresponse: 'the automatic reply',
};
