/** The parts of the way on which people reach a practice, each checked from outside (S81). */
export const CONTACT_PARTS = [
  'form',
  'professionals_form',
  'inbound',
  'website',
  'links',
  'widget',
  'cards',
  'autoresponse',
] as const;
export type ContactPart = (typeof CONTACT_PARTS)[number];
