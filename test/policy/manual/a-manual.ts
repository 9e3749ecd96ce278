import { promptTemplateFor } from '../../../email/prompt-block.ts';
import { TEMPLATE_IDS, TEMPLATES } from '../../../email/templates/catalogue.ts';
import { wordsOf } from '../../../email/templates/words-of.ts';
import type { ManualFacts } from '../../../policy/manual/manual-facts.ts';
import { subjectIn } from '../../../policy/manual/words.ts';
import type { TemplateId } from '../../../policy/outbound-mail/template-ids.ts';
import { defaultPolicy } from '../../../policy/practice/practice-policy.ts';
import { MILESTONES } from '../../../policy/practice/policy-sections.ts';

export const [ANNA, BEN, CLEO, DAN] = [1, 2, 3, 4].map((n) => `0199c1b2-7a30-7cc0-9d3f-00000000000${n}`) as [
  string,
  string,
  string,
  string,
];

/** Willow: an owner, a deputy, somebody at the desk, a practitioner; the policy that every practice begins with. */
export function manualFacts(change: Partial<ManualFacts> = {}): ManualFacts {
  return {
    practice: {
      slug: 'willow',
      name: 'Willow Practice',
      legalName: 'Willow Ltd',
      timezone: 'Europe/London',
      locale: 'en-GB',
      currency: 'GBP',
      neutralSenderName: 'Willow',
      from: 'hello@willow.example',
      replyTo: 'hello@willow.example',
      phone: '020 7946 0018',
      postalAddress: '1 Elm Road, Leeds',
      website: 'https://willow.example',
      privacyUrl: 'https://willow.example/privacy',
      crisisRoute: null,
      whoWeHelp: 'People who are worn out',
      whatToExpect: 'A first talk',
      videoUrl: 'https://willow.example/film',
      intakeProcedure: null,
      cancellationPolicy: null,
      hasAutoresponder: false,
      profile: 'UK_DEFAULT',
      sending: 'live',
      promptsSignedOff: false,
    },
    policy: defaultPolicy(ANNA),
    staff: [
      { id: ANNA, name: 'Anna Archer', roles: ['owner'], active: true },
      { id: BEN, name: 'Ben Birch', roles: ['deputy'], active: true },
      { id: CLEO, name: 'Cleo Crane', roles: ['desk'], active: true },
      { id: DAN, name: 'Dan Drew', roles: ['practitioner'], active: true },
    ],
    away: [],
    serviceLines: [{ name: 'Counselling', stages: [{ name: 'Settling in', phase: 'early' }] }],
    words: builtInWords(),
    promptOf: {
      goal_reached: promptTemplateFor('goal_reached', 'UK_DEFAULT'),
      significant_session: promptTemplateFor('significant_session', 'UK_DEFAULT'),
      discharge: promptTemplateFor('discharge', 'UK_DEFAULT'),
      transition: promptTemplateFor('transition', 'UK_DEFAULT'),
    } satisfies Record<(typeof MILESTONES)[number], TemplateId>,
    today: '2026-11-30',
    ...change,
  };
}

function builtInWords(): ManualFacts['words'] {
  return Object.fromEntries(
    TEMPLATE_IDS.map((id) => {
      const template = TEMPLATES[id];
      const subject = template.form === 'mail' ? subjectIn('Willow', template.subject) : null;
      return [id, { purpose: template.purpose, subject, source: wordsOf(id).source, isOwn: false }];
    }),
  ) as ManualFacts['words'];
}
