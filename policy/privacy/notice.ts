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

/** The privacy notice for people: who we are, what is stored, why, for how long, and what they can ask for. */
export function privacyNotice(settings: PrivacySettings): string {
  const uk = settings.profile === 'UK_DEFAULT';
  return asMarkdown(`Privacy notice of ${settings.name}`, [
    ['Who we are', controllerLines(settings)],
    [
      'What we keep, and where it comes from',
      bullets([
        'From you: your name, how to reach you, how you heard of us, and what you allowed us to do.',
        'From whoever suggested us: a first name and that they did, and nothing else. From a colleague’s letter, with your agreement: how to reach you.',
        'Of your time with us: when you came, and single words such as "finished as planned". Nothing of what was said; your notes are kept elsewhere.',
      ]),
    ],
    ['Why, and on what basis', table(['What for', 'On what basis'], basisRows(settings))],
    ['How long', table(['What', 'How long'], retentionRows(settings))],
    [
      'Who else sees it',
      [
        'Nobody whom you know through us hears that you have been in touch, came, or did not. Whoever suggested us is thanked in words that say nothing about you, and only where you, or they themselves, allow it.',
        '',
        ...processorLines(settings),
      ],
    ],
    [
      'What you can ask for',
      bullets([
        'to see what we keep of you, within a month; where the source is another person’s secret we may only say "a personal contact"',
        'to have it put right, or removed: here and at our mail provider, within minutes; a number without your name stays for counting',
        'to stop any line with our details at once, by the link below it; it makes no difference to your care',
        'to complain to us, which we answer within 30 days',
        uk
          ? 'to complain to the Information Commissioner’s Office (ico.org.uk)'
          : 'to complain to the Office for Civil Rights at the Department of Health and Human Services',
      ]),
    ],
    [
      'What we never do',
      bullets([
        'reward anybody for a referral',
        'write to you because somebody else gave us your address',
        'ask for reviews, or publish what you said',
        'track whether you open or click',
      ]),
    ],
  ]);
}
