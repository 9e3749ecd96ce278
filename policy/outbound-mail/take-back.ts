import { SECOND_MS } from '../calendar/units.ts';
import { TAKE_BACK_SECONDS } from '../practice/preferences.ts';
import type { HandOverReason } from '../referrals/acknowledgement-terms.ts';
import type { MessageStatus } from './delivery.ts';

export const USUAL_TAKE_BACK_SECONDS = 15;

/** Why an e-mail that existed only because somebody pressed does not leave. */
export const TAKEN_BACK = 'taken_back';

/** What an e-mail and what it was about were before somebody pressed: ids, enums and moments alone. */
export type BeforePress = {
  /** Who pressed. */
  by: string;
  /** Null: there was no e-mail before. */
  status: MessageStatus | null;
  why: string | null;
  dueAt: string;
  resent: boolean;
  /** The tasks that the press completed. */
  taskIds: readonly string[];
  /** Of a thanks that did not wait to be sent: how it stood. */
  thanks?: {
    status: 'would_send' | 'let_go' | 'needs_person';
    because: HandOverReason | null;
    at: string | null;
    by: string | null;
  };
  /** Of an offer of colleagues: who was suggested. */
  suggestedIds?: readonly string[];
};

type Pressed = { status: MessageStatus; dueAt: Date; beforePress?: BeforePress | null | undefined };

/** Until when this e-mail can be taken back; null where it cannot, or no longer. */
export function takeBackUntil({ status, dueAt, beforePress }: Pressed, now: Date): Date | null {
  return status === 'queued' && beforePress && now < dueAt ? dueAt : null;
}

/** When it leaves, given what the person chose; an unknown choice is the usual one. */
export function leavesAt(chosenSeconds: number, now: Date): Date {
  const seconds = TAKE_BACK_SECONDS.find((one) => one === chosenSeconds) ?? USUAL_TAKE_BACK_SECONDS;
  return new Date(now.getTime() + seconds * SECOND_MS);
}
