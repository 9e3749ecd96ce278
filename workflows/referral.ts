import { proxyActivities, setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { NextStep, ReferralSubject } from '../activities/acknowledgement.ts';
import type { Activities } from '../activities/index.ts';
import { activityDefaults } from './activity-defaults.ts';
import { ATTENTION, STAGE } from './search-attributes.ts';
import { untilNothingIsPending } from './reconcile.ts';

const { decideNextStep } = proxyActivities<Activities>(activityDefaults('Ask the rules what comes next'));
const { openAcknowledgement } = proxyActivities<Activities>(
  activityDefaults('Draft the thanks; ask whoever is on duty to look'),
);
const { remindDutyHolder } = proxyActivities<Activities>(activityDefaults('Remind whoever is on duty'));
const { escalateToOwner } = proxyActivities<Activities>(activityDefaults('Take it to the owner'));
const { handOver } = proxyActivities<Activities>(activityDefaults('Give it to a person'));
const { sendMessage } = proxyActivities<Activities>(
  activityDefaults('Send an e-mail, or find out what became of it'),
);

/** What an operator reads in the Temporal UI while this run stands at a step. */
const IN_PLAIN_WORDS: Record<NextStep['do'], string> = {
  open: 'The thanks is being drafted.',
  remind: 'Whoever is on duty is being reminded.',
  escalate: 'It is being taken to the owner.',
  hand_over: 'A person has to look at this one.',
  send: 'An e-mail is leaving, or its outcome is being looked up.',
  wait: 'Waiting for the next moment, or for the doorbell.',
  close: 'Nothing is pending.',
};

/** Whoever passed our name on is thanked within 48 hours, or it is plain why not. */
export async function referral(subject: ReferralSubject): Promise<void> {
  await untilNothingIsPending<Exclude<NextStep, { do: 'wait' | 'close' }>>({
    look: () => decideNextStep(subject, Date.now()),
    tell: tellTheOperator,
    take(step) {
      switch (step.do) {
        case 'open':
          return openAcknowledgement(subject, Date.now());
        case 'remind':
          return remindDutyHolder(subject, Date.now());
        case 'escalate':
          return escalateToOwner(subject, Date.now());
        case 'hand_over':
          return handOver(subject, Date.now());
        case 'send':
          return sendMessage(subject, Date.now(), step.messageId);
      }
    },
  });
}

function tellTheOperator(step: NextStep): void {
  setCurrentDetails(IN_PLAIN_WORDS[step.do]);
  if (step.do !== 'hand_over' && step.do !== 'escalate') return;
  upsertSearchAttributes([
    { key: STAGE, value: step.do },
    { key: ATTENTION, value: true },
  ]);
}
