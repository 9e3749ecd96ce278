import type { Response } from 'express';
import type { Fault } from './faults.ts';
import { answerRefusal, Refusal } from './refusal.ts';

const REFUSED: Partial<Record<Fault, (res: Response) => void>> = {
  '500': (res) =>
    answerRefusal(res, new Refusal(101, 'An internal error occurred (wished for by address).', 500)),
  '429': (res) => answerRefusal(res, new Refusal(429, 'Rate limit exceeded (wished for by address).', 429)),
  '502html': (res) => {
    res.status(502).type('html').send('<html><body><h1>502 Bad Gateway</h1></body></html>');
  },
  '503': (res) => answerRefusal(res, new Refusal(100, 'The Postmark API is offline for maintenance.', 503)),
};

const ACCEPTED: Partial<Record<Fault, (res: Response, body: unknown) => void>> = {
  'accept-hang': () => {},
  'accept-reset': (res) => {
    res.socket?.resetAndDestroy();
  },
  'half-body': (res, body) => {
    const answer = JSON.stringify(body);
    res.status(200).set({ 'Content-Type': 'application/json', 'Content-Length': String(answer.length) });
    res.write(answer.slice(0, answer.length / 2), () => res.socket?.destroy());
  },
  html200: (res) => {
    res.type('html').send('<html><body><h1>It works!</h1></body></html>');
  },
};

/** Refuses the whole request if one of the faults says so, before anything is accepted; tells whether it did. */
export function refusedByFault(res: Response, faults: readonly Fault[]): boolean {
  const refuse = faults.map((fault) => REFUSED[fault]).find((found) => found !== undefined);
  refuse?.(res);
  return refuse !== undefined;
}

/** Answers what was accepted, spoiled as the faults say. */
export function answerWithFaults(res: Response, faults: readonly Fault[], body: unknown): void {
  const spoil = faults.map((fault) => ACCEPTED[fault]).find((found) => found !== undefined);
  if (spoil) {
    spoil(res, body);
    return;
  }
  res.json(body);
}
