import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Enquiry } from '../../entities/enquiry.ts';
import { EnquiryEvent } from '../../entities/enquiry-event.ts';
import { Message } from '../../entities/message.ts';
import { Commitment } from '../../entities/commitment.ts';
import { Task } from '../../entities/task.ts';
import { closeEnquiry } from '../../facts/enquiries/close-enquiry.ts';
import { createProfessional } from '../../facts/professionals/save-professional.ts';
import { progressEnquiry } from '../../facts/enquiries/progress-enquiry.ts';
import { recordEnquiry, type NewEnquiry } from '../../facts/intake/record-enquiry.ts';
import { recordReferral } from '../../facts/referrals/record-referral.ts';
import { Practice } from '../../entities/practice.ts';
import type { ProgressStage } from '../../policy/enquiries/enquiry-terms.ts';
import { HOUR_MS, SkippedTime, type SkippedPractice } from '../support/skipped-time.ts';

const DAY_MS = 24 * HOUR_MS;
const DEADLINE_MS = 48 * HOUR_MS;

let time: SkippedTime;
let practice: SkippedPractice;
beforeAll(async () => {
  time = await SkippedTime.start();
  practice = await time.practice();
});
afterAll(() => time.stop());

async function enquire(change: Partial<NewEnquiry> = {}): Promise<{ id: string; at: Date }> {
  const at = await time.now();
  const { enquiry } = await practice.tx((tx) =>
    recordEnquiry(
      tx,
      { person: { firstName: 'Sam' }, via: 'phone', receivedAt: tx.now, ...change },
      DEADLINE_MS,
    ),
  );
  return { id: enquiry.id, at };
}

function goes(id: string, stage: ProgressStage): Promise<unknown> {
  return practice.tx((tx) => progressEnquiry(tx, id, { stage, at: tx.now, by: practice.ownerId }));
}

async function after(start: Date, ms: number): Promise<Enquiry> {
  await time.skipTo(new Date(start.getTime() + ms));
  return practice.tx((tx) => tx.em.findOneOrFail(Enquiry, { id: current }));
}

let current = '';
async function follow(change: Partial<NewEnquiry> = {}): Promise<Date> {
  const { id, at } = await enquire(change);
  current = id;
  return at;
}

function events(): Promise<string[]> {
  return practice.tx(async (tx) =>
    (await tx.em.find(EnquiryEvent, { enquiryId: current }, { orderBy: { id: 'asc' } })).map(
      ({ what, why }) => (why ? `${what} ${why}` : what),
    ),
  );
}

test('answered in 24 hours, booked in a week, seen in four: each limit that passes is noticed once, on the hour (S80)', async () => {
  const start = await follow();

  expect((await after(start, 23.9 * HOUR_MS)).stalledAt ?? null).toBeNull();
  const late = await after(start, 24.1 * HOUR_MS);
  expect(late.stalledAt).not.toBeNull();
  await goes(current, 'contacted');
  const reached = await time.now();
  expect((await after(reached, 6.9 * DAY_MS)).stalledAt ?? null).toBeNull();
  expect((await after(reached, 7.1 * DAY_MS)).stalledAt).not.toBeNull();
  await goes(current, 'booked');
  const booked = await time.now();
  expect((await after(booked, 27.9 * DAY_MS)).stalledAt ?? null).toBeNull();
  expect((await after(booked, 28.1 * DAY_MS)).stalledAt).not.toBeNull();

  // A note to staff may have to wait for the morning.
  await after(booked, 28.7 * DAY_MS);
  const stalls = (await events()).filter((what) => what.startsWith('stalled'));
  expect(stalls).toEqual(['stalled hard_to_contact', 'stalled hard_to_contact', 'stalled hard_to_contact']);
  const notes = await practice.tx((tx) =>
    tx.em.find(Message, { enquiryId: current, template: 'm26', status: 'sent' }),
  );
  expect(notes).toHaveLength(3);
});

test('whoever is reached and never books is let go after 60 days, and nothing was ever sent to them', async () => {
  const start = await follow({ person: { firstName: 'Sam', email: 'sam@example.org' } });
  await goes(current, 'contacted');

  expect((await after(start, 59.9 * DAY_MS)).stage).toBe('contacted');
  const closed = await after(start, 60.1 * DAY_MS);

  expect(closed).toMatchObject({ stage: 'closed', closedReason: 'not_ready', leak: 'not_ready' });
  const mails = await practice.tx((tx) => tx.em.find(Message, { enquiryId: current }));
  expect(mails.map(({ purpose }) => purpose)).toEqual(['staff_note']);
  const open = await practice.tx((tx) => tx.em.count(Task, { enquiryId: current, status: 'open' }));
  expect(open).toBe(0);
});

test('of somebody whom a colleague sent: after ten days without an answer no more', async () => {
  const start = await time.now();
  const { referral } = await practice.tx(async (tx) => {
    const home = await tx.em.findOneOrFail(Practice, { id: practice.practiceId });
    const { id: professionalId } = await createProfessional(tx, home, {
      firstName: 'Jo',
      lastName: 'June',
      kind: 'gp',
      email: 'jo@example.org',
    });
    await tx.em.flush();
    return recordReferral(
      tx,
      {
        learnedFrom: 'professional_letter',
        referrer: { professionalId },
        person: { firstName: 'Alex', phone: '02079460000' },
        personAgreed: true,
        via: 'letter',
        receivedAt: tx.now,
      },
      DEADLINE_MS,
    );
  });
  current = referral.enquiry?.id ?? '';

  expect((await after(start, 9.9 * DAY_MS)).stage).toBe('received');
  expect(await after(start, 10.1 * DAY_MS)).toMatchObject({ stage: 'closed', closedReason: 'no_reply' });
});

test('whoever is on the waiting list is asked about once a year, and no run stays open for it', async () => {
  await follow();
  await practice.tx((tx) => closeEnquiry(tx, current, { reason: 'waitlisted' }));
  const closed = await time.now();
  const asked = () => practice.tx((tx) => tx.em.count(Task, { enquiryId: current, kind: 'confirm_waiting' }));

  await after(closed, 60_000);
  const [promise] = await practice.tx((tx) =>
    tx.em.find(Commitment, { kind: 'enquiry', subjectId: current }),
  );

  expect(promise?.keptAt ?? null).toBeNull();
  expect(promise?.dueAt.getTime()).toBeGreaterThan(closed.getTime() + 364 * DAY_MS);
  expect(await asked()).toBe(0);
});
