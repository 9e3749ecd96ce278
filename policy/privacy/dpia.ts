import {
  asMarkdown,
  bullets,
  controllerLines,
  inWords,
  processorLines,
  retentionRows,
  table,
  type PrivacySettings,
} from './text.ts';

/** The assessment of what could go wrong for people, and what holds it back, as set here. */
export function dataProtectionAssessment(settings: PrivacySettings): string {
  const { policy, profile } = settings;
  return asMarkdown(`Data protection impact assessment of ${settings.name}`, [
    ['Controller', controllerLines(settings)],
    [
      'Why one is needed',
      [
        'That somebody comes here may itself say something about their health, and they may be vulnerable. A referral joins two people, and telling one of the other can harm both.',
      ],
    ],
    [
      'What is done',
      bullets([
        `Clients who said yes find a line with our details in an e-mail they get anyway: at most ${policy.prompt.maxPerEpisode} times, at least ${inWords(policy.prompt.coolDown)} apart, never early or in the middle of the work.`,
        `Whoever passed our name on is thanked within ${inWords(policy.acknowledgement.deadline)}, in the same words whether or not anybody came.`,
        `Whoever gets in touch is answered within ${inWords(policy.followThrough.contactWithin)} and seen through to a first session or a good ending elsewhere.`,
      ]),
    ],
    [
      'Risks, and what holds them back',
      table(
        ['What could happen', 'What holds it back'],
        [
          [
            'A referrer learns that somebody came',
            'thanks only where it tells them nothing new; the same words and time in every case; tested',
          ],
          [
            'A client feels pressed',
            'consent first, no reminders, one press to stop; holds without reasons; a practitioner’s "never" needs no reason',
          ],
          [
            'A mail gives something away',
            'subjects from a closed list, no names of others, no tracking, links that say nothing',
          ],
          [
            'A wrong person reads it',
            'roles see what they need; practitioners their own clients; reading lists is noted; names and words are sealed',
          ],
          ['It is kept for too long', 'a housekeeping that runs by itself, with the times below'],
          [
            'Somebody wants to be forgotten',
            'one request removes them here and at the mail provider, with a count as proof',
          ],
          ['Figures give somebody away', 'counts below five are hidden, rates need ten'],
          [
            'A friend’s data are taken without them',
            'a first name at most; no field for a friend’s address; nobody is written to first',
          ],
        ],
      ),
    ],
    ['How long', table(['What', 'How long'], retentionRows(settings))],
    ['Processors', processorLines(settings)],
    [
      'When e-mail may leave',
      [
        policy.sendWindows === 'always'
          ? 'At any time.'
          : `To clients ${windowWords(policy.sendWindows.clients)}; to colleagues ${windowWords(policy.sendWindows.professionals)}.`,
      ],
    ],
    [
      'What is left',
      [
        profile === 'UK_DEFAULT'
          ? 'That our mail provider sees who gets our e-mail, and that people may guess. The practice’s adviser signs this off; it is looked at again when a setting above changes.'
          : 'No agreement on health data with the mail provider is published: nothing that says more than a name and an address goes through it. The owner checks the rules of their state before any line goes out.',
      ],
    ],
  ]);
}

function windowWords(window: 'always' | { days: readonly string[]; from: string; to: string }): string {
  return window === 'always' ? 'at any time' : `${window.days.join(', ')}, ${window.from} to ${window.to}`;
}
