import { type Answer, errorAnswer, html, json } from '../http/answer.ts';
import { ApiError } from '../http/api-error.ts';
import type { Fault } from './faults.ts';

const REFUSED: Partial<Record<Fault, () => Answer>> = {
  '500': () => errorAnswer(new ApiError(101, 'An internal error occurred (wished for by address).', 500)),
  '429': () => errorAnswer(new ApiError(429, 'Rate limit exceeded (wished for by address).', 429)),
  '502html': () => html('<html><body><h1>502 Bad Gateway</h1></body></html>', 502),
  '503': () => errorAnswer(new ApiError(100, 'The Postmark API is offline for maintenance.', 503)),
};

const LOST_ANSWERS: Partial<Record<Fault, (answer: Answer) => Answer>> = {
  'accept-hang': (answer) => ({ ...answer, transmit: () => {} }),
  'accept-reset': (answer) => ({ ...answer, transmit: (res) => res.socket?.resetAndDestroy() }),
  'half-body': (answer) => ({
    ...answer,
    transmit: (res) => {
      const { status, headers, body } = answer;
      res.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
      res.write(body.slice(0, body.length / 2), () => res.socket?.destroy());
    },
  }),
  html200: () => html('<html><body><h1>It works!</h1></body></html>'),
};

/** The answer of the first fault that refuses the whole request, before anything is accepted. */
export function refusalByFault(faults: readonly Fault[]): Answer | null {
  return faults.map((fault) => REFUSED[fault]).find((refuse) => refuse !== undefined)?.() ?? null;
}

/** The answer to what was accepted, or what the first fault that concerns it leaves of it. */
export function answerWithFaults(faults: readonly Fault[], body: unknown): Answer {
  const lose = faults.map((fault) => LOST_ANSWERS[fault]).find((found) => found !== undefined);
  return lose ? lose(json(body)) : json(body);
}
