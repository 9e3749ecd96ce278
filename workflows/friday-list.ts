import { proxyActivities, setHandler } from '@temporalio/workflow';
import type { FridaySubject } from '../activities/friday-list.ts';
import type { Activities } from '../activities/index.ts';
import { activityDefaults } from './activity-defaults.ts';
import { reevaluateSignal } from './reevaluate-signal.ts';

const { makeFridayList } = proxyActivities<Activities>(
  activityDefaults('Make the list, and put down when the next one is due'),
);

/** Each Friday a practitioner hears of the clients a word about whom would help; who has none hears nothing. */
export async function fridayList(subject: FridaySubject): Promise<void> {
  setHandler(reevaluateSignal, () => undefined);
  await makeFridayList(subject, Date.now());
}
