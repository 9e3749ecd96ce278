import { proxyActivities, setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { ReferOutNext, ReferOutSubject } from '../activities/refer-out.ts';
import { activityDefaults } from './activity-defaults.ts';
import { ATTENTION, STAGE } from './search-attributes.ts';
import { untilNothingIsPending } from './reconcile.ts';

const { decideReferOutStep } = proxyActivities<Activities>(activityDefaults('Ask the rules what comes next'));
const { writeToColleague } = proxyActivities<Activities>(
  activityDefaults('Put down the e-mail to the colleague whom the person said yes to'),
);
const { sendReferOutMail } = proxyActivities<Activities>(
  activityDefaults('Send an e-mail, or find out what became of it'),
);
const { askToRing } = proxyActivities<Activities>(activityDefaults('Ask somebody to ring the colleague'));
const { askToChoose } = proxyActivities<Activities>(activityDefaults('Ask somebody to choose a colleague'));
const { askHowItWent } = proxyActivities<Activities>(activityDefaults('Ask somebody how it went'));
const { giveUpReferOut } = proxyActivities<Activities>(activityDefaults('Close it, because nobody heard'));

/** What an operator reads in the Temporal UI while this run stands at a step. */
const IN_PLAIN_WORDS: Record<ReferOutNext['do'], string> = {
  write: 'The e-mail to the colleague is being put down.',
  send: 'An e-mail is leaving, or its outcome is being looked up.',
  ask_to_ring: 'Somebody is being asked to ring the colleague.',
  ask_to_choose: 'Somebody is being asked to choose a colleague.',
  ask_how_it_went: 'Somebody is being asked how it went.',
  give_up: 'It is being closed, because nobody heard.',
  wait: 'Waiting for a yes, for word, or for the doorbell.',
  close: 'Nothing is pending.',
};

/** A person whom we cannot serve lands with somebody who can, and hears from nobody without their own yes. */
export async function referOut(subject: ReferOutSubject): Promise<void> {
  await untilNothingIsPending<Exclude<ReferOutNext, { do: 'wait' | 'close' }>>({
    look: () => decideReferOutStep(subject, Date.now()),
    tell: tellTheOperator,
    take(step) {
      switch (step.do) {
        case 'write':
          return writeToColleague(subject, Date.now());
        case 'send':
          return sendReferOutMail(subject, Date.now(), step.messageId);
        case 'ask_to_ring':
          return askToRing(subject, Date.now());
        case 'ask_to_choose':
          return askToChoose(subject, Date.now());
        case 'ask_how_it_went':
          return askHowItWent(subject, Date.now());
        case 'give_up':
          return giveUpReferOut(subject, Date.now());
      }
    },
  });
}

function tellTheOperator(step: ReferOutNext): void {
  setCurrentDetails(IN_PLAIN_WORDS[step.do]);
  if (!step.do.startsWith('ask_')) return;
  upsertSearchAttributes([
    { key: STAGE, value: step.do },
    { key: ATTENTION, value: true },
  ]);
}
