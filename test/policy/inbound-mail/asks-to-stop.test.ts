import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readInboundMail } from '../../../email/inbound-mail.ts';
import { parseIntroduction } from '../../../policy/inbound-mail/parse-introduction.ts';
import { mailPayload, type Mail } from '../../inbound-mail/post-mail.ts';

/** What a mail with this subject and these words is taken for, as it comes from the provider. */
function kindOf(subject: string, text: string, change: Partial<Mail> = {}): string | undefined {
  const payload = mailPayload({
    from: 'robin@example.org',
    name: 'Robin Rowan',
    to: 'in+willow@in.example.org',
    subject,
    text,
    ...change,
  });
  const mail = readInboundMail(payload);
  return mail ? parseIntroduction(mail.inbound).kind : undefined;
}

const STOPS = [
  'STOP STOP STOP',
  'Stop. Stop!',
  'Good afternoon, please could you take me off the list as I no longer come to you.\nMany thanks, Anna',
  'Hi, can you remove me from this list please? Thanks',
  'I have asked before, please stop emailing me.',
  "I'd rather not get these emails",
  'I would prefer not to receive any more messages from you',
  "no thanks, please don't write any more",
  'Not interested. Unsubscribe.',
  'No thank you. Please unsubscribe me. I never asked for this.',
  'For the last time, please stop emailing me',
  'Please stop emailing me because I have moved away',
  'Отпишите меня',
  'Пожалуйста, не пишите мне больше.',
  'Відпишіть мене',
  'Doresc să mă dezabonez',
  'Abonelikten çıkmak istiyorum',
  'Odhlaste mě',
  '退订',
  '配信停止してください',
  'Remove from list',
  'no emails please',
  'Hiermit melde ich mich ab',
  'Se désabonner',
  'Quiero que me den de baja',
  'Vorrei cancellarmi',
  'Quero cancelar a inscrição',
  'please cease all emails',
  'Not interested, please unsubscribe me',
  'Hi, can you stop sending me these? Thanks',
  'unsubscribe this email',
  'Take me off',
  "I didn't sign up for this. Unsubscribe me.",
  '*STOP*',
  'STOP',
  'stop.',
  'Stop!!',
  'Stop please',
  'Please stop.',
  'PLEASE STOP',
  'STOP ALL',
  'stop all emails',
  'Stop e-mails',
  'Unsubscribe',
  'unsubscribe me please',
  'Please unsubscribe me',
  'Please unsubscribe me from your emails.',
  'Please unsubscribe me from your\nemails.',
  'Hello, please unsubscribe me.',
  'Unsubscribe robin@example.org',
  'Hi Olive,\n\nPlease unsubscribe me from your mailing list.\n\nThanks,\nRobin',
  'Remove me from your list',
  'please remove me from your mailing list',
  'Please take me off your list.',
  'Take me off this mailing list, thanks',
  'Kindly remove my email from your database',
  'Pls remove me',
  'Stop emailing me',
  'Please stop sending me these emails.',
  'Stop contacting me!',
  'Stop sending',
  'Do not email me again',
  "Please don't email me any more.",
  'Please do not contact me again.',
  'No more emails please',
  'I no longer wish to receive your emails.',
  "I don't want to receive any more emails from you",
  'I would like to unsubscribe',
  'I want to opt out',
  "I'd like to be removed from your mailing list",
  'Opt out',
  'opt-out',
  'Could you please stop emailing me?',
  'Can you take me off your list?',
  'How do I unsubscribe?',
  'cancel my subscription',
  'Thank you for your note. Please stop emailing me.',
  'stop\nthanks robin',
  'Unsubscribe\n\nRobin Rowan\n07700 900123',
  'abmelden',
  'Bitte abmelden',
  'Bitte keine E-Mails mehr',
  'Bitte melden Sie mich ab.',
  'Ich möchte keine weiteren E-Mails erhalten.',
  'Bitte streichen Sie mich aus Ihrem Verteiler.',
  'Bitte schicken Sie mir keine E-Mails mehr',
  'Merci de me désabonner',
  'Je souhaite me désabonner.',
  'Désinscription',
  'Je ne souhaite plus recevoir vos emails.',
  'Darme de baja',
  'Quiero darme de baja',
  'No quiero recibir más correos',
  'Por favor, no me envíen más correos.',
  'Uitschrijven graag',
  'Geen mails meer aub',
  'Cancellatemi',
  'Non voglio più ricevere le vostre email',
];

const NO_STOPS = [
  'Can you remove me from the waiting list please? Thanks',
  "Please don't write that down",
  "I'd rather not come on Monday",
  'I would prefer not to be seen as I am shy',
  'Can you tell me when to stop as I forget?',
  'Please discontinue the treatment',
  'No email came',
  'I had no email from you',
  'Take me off the tablets',
  "I'm not interested in stopping",
  "please don't stop",
  'Please do not stop',
  'I want to stop smoking',
  'Can you stop by on Monday?',
  'Stop by whenever you like',
  'I could not stop smiling',
  'stop smoking programme',
  'My sister wants to stop drinking',
  'I stopped my medication',
  'Should I stop?',
  'How do I stop worrying?',
  'Please remove me from the waiting list',
  'Take me off the waiting list',
  "Don't worry",
  "I don't need anything",
  "I don't like it",
  'Please do not send it yet',
  "Please don't send them.",
  'The bus stop is near',
  'Please stop the session at 5',
  'I wish to stop therapy',
  'I want to cancel my appointment',
  'no more sessions please',
  'Please send me no more than two names',
  'I no longer need the appointment',
  'I do not want to come on Monday',
  "I can't stop",
  'Unsubscribe? No, please do not unsubscribe me.',
  "Please don't unsubscribe me",
  'Stop me if I am wrong, but I told Jane about you',
  'I would like to introduce Mia. She will ring.\n\nUnsubscribe',
  'Please meet Mia. Unsubscribe',
  "Mia would like you to ring. Please don't email.",
];

describe('whoever asks to stop is heard, whatever stands around it', () => {
  test.each(STOPS)('“%s”', (words) => {
    expect(kindOf('Re: Thank you', words)).toBe('opt_out');
  });

  const AROUND: [what: string, text: (stop: string) => string, change?: Partial<Mail>][] = [
    [
      'quoted mail',
      (stop) =>
        `${stop}\n\nOn Mon, 23 Nov 2026 at 09:00, Willow <hello@willow.example> wrote:\n> Hello Robin`,
    ],
    ['a telephone’s signature', (stop) => `${stop}\n\nSent from my iPhone`],
    ['a zero-width space', (stop) => `\u200B${stop}\u200B`],
    [
      'Outlook’s caution',
      (stop) =>
        `CAUTION: This email originated from outside of the organization. Do not click links or open attachments unless you recognize the sender and know the content is safe.\n\n${stop}`,
    ],
    [
      'a wrapped caution',
      (stop) =>
        `[EXTERNAL EMAIL] This message came from outside your organisation.\nDo not open attachments unless you recognise\nthe sender.\n${stop}`,
    ],
    [
      'Outlook’s stranger tip',
      (stop) => `You don't often get email from robin@example.org. Learn why this is important\n\n${stop}`,
    ],
    [
      'Google’s caution',
      (stop) => `Be careful with this message\nThis sender is outside of your organisation.\n\n${stop}`,
    ],
    ['Mimecast’s caution', (stop) => `** External Sender **\n\n${stop}`],
    ['a German caution', (stop) => `Achtung: Diese E-Mail stammt von außerhalb der Organisation.\n\n${stop}`],
    [
      'HTML alone',
      () => '',
      {
        HtmlBody:
          '<div dir="ltr"><p>&#8203;</p><p>Unsubscribe</p><br><div>Sent from <b>Outlook for iOS</b></div></div>',
      },
    ],
  ];
  test.each(AROUND.map(([what, text, change]) => ({ what, text, change: change ?? {} })))(
    'among $what',
    ({ text, change }) => {
      for (const stop of ['STOP', 'Unsubscribe', 'Please unsubscribe me from your emails.'])
        expect(kindOf('Re: Thank you', text(stop), change)).toBe('opt_out');
    },
  );

  test.each([
    ['Unsubscribe', ''],
    ['unsubscribe', 'Sent from my iPhone'],
    ['Unsubscribe', 'Von meinem iPhone gesendet'],
    ['UNSUBSCRIBE', '\n\nGet Outlook for iOS<https://aka.ms/o0ukef>'],
    ['Unsubscribe', 'Thanks'],
    ['Please unsubscribe me', 'Robin Rowan'],
    ['STOP', '-- \nRobin Rowan\n07700 900123'],
  ])('the subject “%s” with nothing of its own below', (subject, text) => {
    expect(kindOf(subject, text)).toBe('opt_out');
  });
});

describe('whoever uses the word otherwise is not', () => {
  test.each(NO_STOPS)('“%s”', (words) => {
    expect(kindOf('Hello', words)).not.toBe('opt_out');
  });

  test('a subject alone does not stand above other words', () => {
    expect(kindOf('Stop', 'I want to stop smoking. Can you help?')).not.toBe('opt_out');
  });

  test('whatever is put behind a request of something else, it stays something else', () => {
    const other = fc.constantFrom(...NO_STOPS.slice(0, 32));
    const around = fc.constantFrom('\n\nSent from my iPhone', '\n\nThanks, Robin', '', '\n\n-- \nRobin');
    fc.assert(
      fc.property(other, around, (words, below) => {
        expect(kindOf('Hello', `${words}${below}`)).not.toBe('opt_out');
      }),
    );
  });
});
