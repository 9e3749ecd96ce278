import { randomUUIDv7 } from 'node:crypto';
import { appendRow } from '../entities/appended-rows.ts';
import { SourceLogLine, type LINE_KINDS } from '../entities/source-log-line.ts';
import type { Hop, SourceAnswer } from '../policy/source-log/source-kinds.ts';
import type { Tx } from './transaction.ts';

export type NewLine = {
  number: number;
  kind: (typeof LINE_KINDS)[number];
  /** The line that this one puts right. */
  corrects?: number;
  referralId?: string;
  enquiryId?: string;
  clientId?: string;
  sourceKind: SourceAnswer | 'unknown';
  sourceRef?: string | null;
  hops?: Hop[] | null;
  channel: string;
  receivedAt: Date;
};

/** Adds a line to the append-only source log (S22): ids and enums only; a correction is a new line. */
export function addSourceLine(tx: Tx, line: NewLine): void {
  appendRow(tx.em, SourceLogLine, {
    practiceId: tx.practiceId,
    id: randomUUIDv7(),
    ...line,
    recordedAt: tx.now,
    recordedBy: tx.actor.staffId,
  });
}
