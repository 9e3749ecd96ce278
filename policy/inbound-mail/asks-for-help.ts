/** Somebody who writes for themselves because they look for help; only ever offered to a person. */
const ASKS =
  /\b(?:(?:looking|searching) for (?:a |an |some )?(?:therap|counsel|psycholog|help|support)|(?:need|want|would like|like to (?:see|find|speak)|interested in|start(?:ing)?)\b.{0,40}\b(?:therap(?:y|ist)|counsel+(?:ing|or)|psycholog|psychotherap|sessions?\b|appointment|consultation)|(?:do you have|any|have you got)\b.{0,30}\b(?:space|spaces|availability|appointments|places|openings)\b|tak(?:e|ing)(?: on)? (?:any )?new (?:clients|patients)|book(?:ing)? (?:a|an|in)\b.{0,30}\b(?:session|appointment|consultation|call)|waiting list|how much do you charge|your (?:fees|availability|prices)|therapieplatz|freie (?:plätze|termine)|(?:suche|brauche)\b.{0,30}\b(?:therap|hilfe|beratung|termin)|cherche\b.{0,30}\b(?:thérap|psy)|prendre (?:un )?rendez-vous|busco\b.{0,30}\b(?:terap|psic)|pedir (?:una )?cita|cerco\b.{0,30}\b(?:terap|psic)|zoek\b.{0,30}\b(?:therap|psych|hulp))/iu;
const LONGEST = 3_000;

/** Whether the words read as an enquiry. */
export function asksForHelp(words: string): boolean {
  return ASKS.test(words.slice(0, LONGEST).replaceAll('\n', ' '));
}
