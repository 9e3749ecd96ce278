import type { Subject } from '../activities/evaluate.ts';
import type { JourneyStep } from '../policy/journeys/journey.ts';
import { reconcile, type Promised } from './reconcile.ts';

const CLIENT_JOURNEY: Promised<JourneyStep> = {
  steps: {
    judge: { happens: 'A milestone that may not be asked about is held, or let go with a reason.' },
    plan: { happens: 'The notes that the practice sends anyway are planned, each with its moment.' },
    send: { happens: 'A note is sent, with a prompt inside where one may be, or its outcome looked up.' },
  },
  waits: {
    send: () => 'Until the next note may leave',
    milestone: () => 'Until the time of a milestone is over',
    too_late: () => 'Until a note is too old to be sent, while sending is paused',
    look: () => 'Until tomorrow, when it is looked at again',
  },
};

/** A milestone becomes a prompt at the right moment, inside a note that goes anyway, or is let go with a reason. */
export function clientJourney(subject: Subject): Promise<void> {
  return reconcile('clientJourney', subject, CLIENT_JOURNEY);
}
