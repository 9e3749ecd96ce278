import { defineSignal } from '@temporalio/workflow';

/** Something about this subject changed: evaluate it again. It carries nothing, and twice does no harm. */
export const reevaluateSignal = defineSignal('reevaluate');
