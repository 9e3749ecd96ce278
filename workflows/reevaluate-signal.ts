import { defineSignal } from '@temporalio/workflow';

/** A doorbell: something about this subject changed; look again. It carries nothing, and twice does no harm. */
export const reevaluateSignal = defineSignal('reevaluate');
