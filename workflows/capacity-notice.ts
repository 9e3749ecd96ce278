import type { Subject } from '../activities/evaluate.ts';
import type { NoticeStep } from '../policy/capacity/capacity-notice.ts';
import { reconcile, type Promised } from './reconcile.ts';

const CAPACITY_NOTICE: Promised<NoticeStep> = {
  steps: {
    begin: { happens: 'The practice is full from now on; news of places that are gone is broken off.' },
    restate: { happens: 'It is still full, for another time; nobody is told of that.' },
    tell: {
      happens: 'Those who send most, and who asked to hear, are told that it is full; some by a person.',
    },
    end: { happens: 'It has room again; whoever has not been told yet that it was full is not any more.' },
    tell_again: { happens: 'Those who were told, and only those, are told once that there is room again.' },
    confirm: { happens: 'What was said has expired: somebody is asked to say it anew.', attention: true },
    confirmed: { happens: 'It was said anew.' },
    remind: { happens: 'Somebody is reminded of the places that still say the old thing.' },
    updated: { happens: 'Every place says the same again.' },
  },
  waits: {
    expiry: () => 'Until what was said expires',
    opening: () => 'Until the first working day of the month in which there is room again',
    places: () => 'Until somebody is reminded of the places that still say the old thing',
  },
};

/** Who was told that the practice is full is told once that it has room again. */
export function capacityNotice(subject: Subject): Promise<void> {
  return reconcile('capacityNotice', subject, CAPACITY_NOTICE);
}
