import {
  asMarkdown,
  basisRows,
  bullets,
  controllerLines,
  processorLines,
  retentionRows,
  table,
  type PrivacySettings,
} from './text.ts';

/** The record of processing activities (Article 30). */
export function recordOfProcessing(settings: PrivacySettings): string {
  return asMarkdown(`Record of processing activities of ${settings.name}`, [
    ['Controller', controllerLines(settings)],
    ['Purposes and lawful bases', table(['Purpose', 'Basis'], basisRows(settings))],
    [
      'Whose data, and which',
      table(
        ['Whose', 'Which'],
        [
          [
            'Clients',
            'name, how to reach them, dates of sessions, stage, ending, consents, a score and a kind word they gave, holds without reasons',
          ],
          ['People who get in touch', 'name, how to reach them, how they heard of us, how far it went'],
          ['People who were introduced', 'a first name; in a colleague’s letter how to reach them'],
          [
            'Whoever passed our name on',
            'first name, address where they wrote themselves, that they were thanked, for one good word or for a quarter',
          ],
          [
            'Colleagues',
            'name, organisation, how to reach them, focus, how we know them, that they were told whether we have room, whether we keep places for their people',
          ],
          ['Staff', 'name, address, roles, what they did and when'],
        ],
      ),
    ],
    [
      'Recipients',
      [
        ...processorLines(settings),
        '- colleagues to whom a person asked to be passed on: a first name and a number, after their yes, noted each time',
      ],
    ],
    ['Time limits', table(['What', 'How long'], retentionRows(settings))],
    [
      'Security',
      bullets([
        'names, addresses, free text and the words of e-mails are sealed (AES-256-GCM); look-ups use keyed hashes',
        'each practice’s rows are held apart by the database itself; every write, and every reading of a list of referrers, is noted',
        'logs, workflow histories and webhooks hold ids, kinds, numbers and times',
        'exports and erasures are for the owner and the privacy lead',
      ]),
    ],
    [
      'Rights and clocks',
      bullets([
        'access: at once, a month at most; the source is weighed by the owner where it is a personal contact',
        'erasure: within minutes, with proof',
        'complaints: 30 days; incidents: 72 hours from awareness',
      ]),
    ],
  ]);
}
