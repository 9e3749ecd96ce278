import type { SourceLogLineView } from '../schemas/source-log-line.ts';
import type { z } from 'zod';
import type { SourceLogLine } from '../../entities/source-log-line.ts';

/** A line of the source log as the API shows it. */
export function lineView(line: SourceLogLine): z.output<typeof SourceLogLineView> {
  return {
    number: line.number,
    kind: line.kind,
    corrects: line.corrects ?? null,
    referralId: line.referralId ?? null,
    enquiryId: line.enquiryId ?? null,
    clientId: line.clientId ?? null,
    sourceKind: line.sourceKind,
    sourceRef: line.sourceRef ?? null,
    hops: line.hops ?? null,
    channel: line.channel,
    receivedAt: line.receivedAt.toISOString(),
    recordedAt: line.recordedAt.toISOString(),
    recordedBy: line.recordedBy ?? null,
  };
}
