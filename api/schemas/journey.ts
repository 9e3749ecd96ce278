import { z } from 'zod';
import { GATE_CODES } from '../../policy/journeys/gate-codes.ts';
import { CARRIERS } from '../../policy/practice/policy-sections.ts';
import { at, id } from '../../http/fields.ts';

/** Whoever may not know reads `not_now`. */
import { takeBack, takeBackUntil } from './take-back.ts';

export const ShownCode = z.enum([...GATE_CODES, 'not_now']).meta({
  id: 'GateCode',
  example: 'mid_process',
  description: "Why not now; everybody but the owner and the client's own practitioner reads not_now.",
});

export const JourneyView = z
  .object({
    state: z.enum(['at_rest', 'waiting', 'held', 'sending']),
    next: z.object({ what: z.enum([...CARRIERS, 'let_go']), at }).optional(),
    waitingFor: z.enum(['outcome', 'send_window', 'gate', 'session', 'note']).optional(),
    gate: z.object({ ok: z.boolean(), code: ShownCode.optional() }),
    promptsSent: z.int(),
    mayTick: z.boolean().meta({ description: "Whether whoever asks may give the practitioner's tick." }),
    lastPromptAt: at.optional(),
    workflowId: z.string(),
  })
  .meta({
    id: 'Journey',
    example: {
      state: 'waiting',
      next: { what: 'follow_up', at: '2026-11-24T09:00:00.000Z' },
      waitingFor: 'send_window',
      gate: { ok: false, code: 'mid_process' },
      promptsSent: 1,
      mayTick: false,
      lastPromptAt: '2026-06-02T10:00:00.000Z',
      workflowId: 'journey/0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
    },
  });

export const NewCommunication = z
  .strictObject({
    carrier: z.enum(CARRIERS),
    body: z
      .string()
      .max(4_000)
      .nullish()
      .meta({ description: 'Your own words in place of the usual ones; greeting and signature stay.' }),
    takeBack: takeBack(),
  })
  .meta({ id: 'NewCommunication', example: { carrier: 'review_note' } });

export const CommunicationView = z
  .object({
    messageId: z.uuid(),
    prompt: z.object({ rode: z.boolean(), milestoneId: z.uuid().optional(), code: ShownCode.optional() }),
    takeBackUntil: takeBackUntil(),
  })
  .meta({
    id: 'Communication',
    example: {
      messageId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a11',
      prompt: { rode: true, milestoneId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12' },
    },
  });

export const PromptLineQuery = z.object({ carrier: z.enum(CARRIERS).default('follow_up') });

export const PromptLineView = z
  .object({
    line: z.string().nullable(),
    token: z.string().optional().meta({ description: 'Say with it that the line went.' }),
    code: ShownCode.optional(),
  })
  .meta({ id: 'PromptLine', example: { line: null, code: 'no_carrier' } });

export const UsedToken = z.object({ id: id(), token: z.string().min(1).max(100) });
export const UsedView = z.object({ milestoneId: z.uuid(), carriedAt: at }).meta({
  id: 'PromptLineUsed',
  example: {
    milestoneId: '0199c1b2-7a30-7cc0-9d3f-6d3f1f0c2a12',
    carriedAt: '2026-11-24T09:00:00.000Z',
  },
});
