import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import type { JourneyNext, JourneySubject } from '../activities/journey.ts';
import { activityDefaults } from './activity-defaults.ts';
import { untilNothingIsPending } from './reconcile.ts';

const { decideJourneyStep } = proxyActivities<Activities>(activityDefaults('Ask the rules what comes next'));
const { judgeMilestones } = proxyActivities<Activities>(
  activityDefaults('Hold, or let go, a moment that may not be asked about'),
);
const { planNotes } = proxyActivities<Activities>(activityDefaults('Put down which notes go, and when'));
const { sendNote } = proxyActivities<Activities>(
  activityDefaults('Send a note of the practice, or find out what became of it'),
);

const IN_PLAIN_WORDS: Record<JourneyNext['do'], string> = {
  judge: 'A moment is being held, or let go.',
  plan: 'The notes that are due are being put down.',
  send: 'A note is leaving, or its outcome is being looked up.',
  wait: 'Waiting for the next note or moment, or for the doorbell.',
  close: 'Nothing is pending.',
};

/** A milestone becomes a prompt at the right moment, inside a note that goes anyway, or is let go with a reason. */
export async function clientJourney(subject: JourneySubject): Promise<void> {
  await untilNothingIsPending<Exclude<JourneyNext, { do: 'wait' | 'close' }>>({
    look: () => decideJourneyStep(subject, Date.now()),
    tell: (step) => setCurrentDetails(IN_PLAIN_WORDS[step.do]),
    take(step) {
      switch (step.do) {
        case 'judge':
          return judgeMilestones(subject, Date.now());
        case 'plan':
          return planNotes(subject, Date.now());
        case 'send':
          return sendNote(subject, Date.now(), step.messageId);
      }
    },
  });
}
