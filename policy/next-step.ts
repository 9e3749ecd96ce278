/**
 * A timer: until when, what for and, where a setting decides it, how long after it began. `messageId`: the e-mail that
 * leaves when it fires.
 */
export type Wait<For extends string = string> = {
  do: 'wait';
  at: Date;
  for: For;
  afterMs?: number;
  messageId?: string;
};

/** This e-mail is sent, or its outcome looked up. */
export type Send = { do: 'send'; messageId: string };

/** Nothing happens before this moment, and no run stays open for it. */
export type Rest = { do: 'rest'; until: Date };

/** Nothing is pending. */
export type Close = { do: 'close' };

/** Nothing is done now. */
export type Pause = Wait | Rest | Close;

export function isPause(step: { do: string }): step is Pause {
  return step.do === 'wait' || step.do === 'rest' || step.do === 'close';
}

export function isSend(step: { do: string }): step is Send {
  return step.do === 'send';
}

/** The timer that fires first; of two at one moment, the one that is named first. */
export function earliest<Timer extends Wait>(waits: readonly Timer[]): Timer | null {
  return waits.toSorted((one, other) => one.at.getTime() - other.at.getTime())[0] ?? null;
}
