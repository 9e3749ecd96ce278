import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { ErasureNext, ErasureSubject } from '../activities/erasure.ts';
import type { Activities } from '../activities/index.ts';
import { activityDefaults } from './activity-defaults.ts';
import { untilNothingIsPending } from './reconcile.ts';

const { decideErasureStep } = proxyActivities<Activities>(activityDefaults('Ask the rules what comes next'));
const { askCarrier } = proxyActivities<Activities>(
  activityDefaults('Have the carrier remove its copy, or ask a person to'),
);
const { eraseSome } = proxyActivities<Activities>(activityDefaults('Remove a bounded number of rows'));

const IN_PLAIN_WORDS: Record<ErasureNext['do'], string> = {
  wait: 'Waiting for an e-mail that is on its way.',
  ask_carrier: 'The carrier is being asked to remove its copy.',
  erase: 'Rows are being removed.',
  close: 'Nothing is left here.',
};

/** A person's data is gone: nothing more leaves for them, the carrier's copy goes, then everything here, with proof. */
export async function erasure(subject: ErasureSubject): Promise<void> {
  await untilNothingIsPending<Exclude<ErasureNext, { do: 'wait' | 'close' }>>({
    look: () => decideErasureStep(subject, Date.now()),
    tell: (step) => setCurrentDetails(IN_PLAIN_WORDS[step.do]),
    take(step) {
      switch (step.do) {
        case 'ask_carrier':
          return askCarrier(subject, Date.now());
        case 'erase':
          return eraseSome(subject, Date.now());
      }
    },
  });
}
