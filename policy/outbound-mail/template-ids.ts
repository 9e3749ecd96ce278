/**
 * The id of each template, as it is stored and as the API names it: the number that it has in the rules (`m7` is M7).
 * Its words stand in `email/templates/`, in a file with its name here (`thanks-personal.liquid`).
 */
export const TEMPLATE = {
  promptGoal: 'm1',
  promptSession: 'm2',
  promptEnding: 'm3',
  promptPassive: 'm3us',
  sourceQuestion: 'm4',
  promptConsent: 'm5',
  introduction: 'm6',
  thanksPersonal: 'm7',
  thanksColleague: 'm8',
  thanksClinic: 'm9',
  full: 'm10',
  placesAgain: 'm12',
  suggestedColleagues: 'm13',
  handover: 'm14',
  quietSource: 'm15',
  quarterlyThanksColleague: 'm16',
  quarterlyThanksPersonal: 'm17',
  promptFooter: 'm18',
  teamNote: 'm20',
  endingNote: 'm21',
  followUp: 'm22',
  survey: 'm23',
  toldSomeone: 'm24',
  staffReminder: 'm26',
  reviewReady: 'm26r',
  contactPath: 'm26c',
  fridayList: 'm27',
} as const;
export type TemplateId = (typeof TEMPLATE)[keyof typeof TEMPLATE];
