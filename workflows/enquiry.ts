import { proxyActivities, setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { EnquiryNext, EnquirySubject } from '../activities/enquiry.ts';
import type { Activities } from '../activities/index.ts';
import { activityDefaults } from './activity-defaults.ts';
import { ATTENTION, STAGE } from './search-attributes.ts';
import { untilNothingIsPending } from './reconcile.ts';

const { decideEnquiryStep } = proxyActivities<Activities>(activityDefaults('Ask the rules what comes next'));
const { noteStall } = proxyActivities<Activities>(
  activityDefaults('Note that it takes too long, and ask somebody to act'),
);
const { letEnquiryGo } = proxyActivities<Activities>(activityDefaults('Let it go, with its reason'));
const { noteKept } = proxyActivities<Activities>(activityDefaults('Note that they stayed'));
const { askWhetherStillWaiting } = proxyActivities<Activities>(
  activityDefaults('Ask somebody whether they still wait for a place'),
);

const IN_PLAIN_WORDS: Record<EnquiryNext['do'], string> = {
  stall: 'It takes longer than the practice promises; somebody is being asked to act.',
  let_go: 'It has come to nothing, and is being let go with its reason.',
  keep: 'They stayed.',
  ask_waiting: 'They have waited for a year; somebody is being asked.',
  wait: 'Waiting for the next step, or for the doorbell.',
  close: 'Nothing is pending.',
};

/** Whoever may become a client is seen through to a first session or a good ending; a stall is noticed and its cause named. */
export async function enquiry(subject: EnquirySubject): Promise<void> {
  await untilNothingIsPending<Exclude<EnquiryNext, { do: 'wait' | 'close' }>>({
    look: () => decideEnquiryStep(subject, Date.now()),
    tell: tellTheOperator,
    take(step) {
      switch (step.do) {
        case 'stall':
          return noteStall(subject, Date.now());
        case 'let_go':
          return letEnquiryGo(subject, Date.now());
        case 'keep':
          return noteKept(subject, Date.now());
        case 'ask_waiting':
          return askWhetherStillWaiting(subject, Date.now());
      }
    },
  });
}

function tellTheOperator(step: EnquiryNext): void {
  setCurrentDetails(IN_PLAIN_WORDS[step.do]);
  if (step.do !== 'stall') return;
  upsertSearchAttributes([
    { key: STAGE, value: step.do },
    { key: ATTENTION, value: true },
  ]);
}
