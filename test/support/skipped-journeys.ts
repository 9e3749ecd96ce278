import { Message } from '../../entities/message.ts';
import { Milestone } from '../../entities/milestone.ts';
import { Practice } from '../../entities/practice.ts';
import { changePolicy, changePractice } from '../../facts/practice/change-practice.ts';
import { createClient } from '../../facts/clients/save-client.ts';
import type { Tx } from '../../facts/transaction.ts';
import { saveSession, type SessionFields } from '../../facts/journeys/save-session.ts';
import { placeHold, type NewHold } from '../../facts/clients/place-hold.ts';
import { dateIn } from '../../facts/practice/practice-today.ts';
import { recordPromptConsent } from '../../facts/clients/prompt-consent.ts';
import { recordDischarge, type NewDischarge } from '../../facts/journeys/record-discharge.ts';
import { recordSatisfaction } from '../../facts/clients/record-satisfaction.ts';
import { recordMilestone, type NewMilestone } from '../../facts/journeys/record-milestone.ts';
import { setStage } from '../../facts/clients/set-stage.ts';
import { openJourney } from '../../facts/commitments/open-commitment.ts';
import type { PracticePolicy } from '../../policy/practice/practice-policy.ts';
import type { SkippedPractice } from './skipped-time.ts';

const ZONE = 'Europe/London';
const DAY_MS = 86_400_000;

/** A note of the practice as it stands in the ledger. */
export type Note = {
  carrier: string;
  status: string;
  /** What happened that the note follows. */
  countsFrom: Date | null;
  /** When it was first foreseen. */
  createdAt: Date;
  dueAt: Date;
  sentAt: Date | null;
  hasPrompt: boolean;
  text: string;
};

type Who = { stage?: string; consents?: boolean; cameDaysAgo?: readonly number[]; email?: string };

/** Facts about clients in a practice whose clock is skipped; each happens at the server's present moment. */
export class SkippedJourneys {
  readonly #practice: SkippedPractice;
  readonly #now: Date | undefined;

  constructor(practice: SkippedPractice, now?: Date) {
    this.#practice = practice;
    this.#now = now;
  }

  /** The same practice, in which everything happens at this very moment. */
  at(now: Date): SkippedJourneys {
    return new SkippedJourneys(this.#practice, now);
  }

  #fact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#practice.tx(work, this.#now);
  }

  /** Somebody who came for weeks and has said yes, unless said otherwise. */
  async regular({
    stage = 'settled',
    consents = true,
    cameDaysAgo = [50, 40, 30, 20],
    email = `robin-${crypto.randomUUID()}@example.org`,
  }: Who = {}): Promise<string> {
    const { id } = await this.#fact((tx) => createClient(tx, { firstName: 'Robin', email, stage }));
    for (const days of cameDaysAgo) await this.attends(id, days * DAY_MS);
    if (consents) await this.says(id, 'given');
    return id;
  }

  says(clientId: string, status: 'given' | 'declined' | 'withdrawn'): Promise<unknown> {
    const said = { clientId, status, channel: 'slip', wordingVersion: 'm5' };
    return this.#fact((tx) => recordPromptConsent(tx, { ...said, at: tx.now }));
  }

  attends(clientId: string, agoMs = 0, status: SessionFields['status'] = 'attended'): Promise<unknown> {
    return this.#fact((tx) => {
      const at = new Date(tx.now.getTime() - agoMs);
      return saveSession(tx, clientId, { at, status, externalRef: null }, ZONE);
    });
  }

  isHeld(clientId: string, code: NewHold['code'], until: string | null = null): Promise<unknown> {
    const { ownerId: setBy } = this.#practice;
    return this.#fact((tx) => placeHold(tx, { clientId, code, until, setBy, zone: ZONE }));
  }

  scores(clientId: string, score: number): Promise<unknown> {
    return this.#fact((tx) => recordSatisfaction(tx, { clientId, instrument: 'csat', score, at: tx.now }));
  }

  async reaches(
    clientId: string,
    kind: NewMilestone['kind'] = 'goal_reached',
    practitionerTick = false,
  ): Promise<string> {
    const { milestone } = await this.#fact((tx) => {
      const said = { clientId, kind, practitionerTick, recordedVia: 'staff' as const, zone: ZONE };
      return recordMilestone(tx, { ...said, occurredOn: dateIn(ZONE, tx.now) });
    });
    return milestone.id;
  }

  /** A moment that is said before its session is. */
  async comesAndReaches(clientId: string, kind?: NewMilestone['kind']): Promise<string> {
    const milestoneId = await this.reaches(clientId, kind);
    await this.attends(clientId);
    return milestoneId;
  }

  async ends(clientId: string, ending: NewDischarge['ending']): Promise<string | null> {
    const { milestone } = await this.#fact((tx) =>
      recordDischarge(tx, { clientId, ending, on: dateIn(ZONE, tx.now), zone: ZONE }),
    );
    return milestone?.id ?? null;
  }

  isAt(clientId: string, stage: string): Promise<unknown> {
    return this.#fact((tx) => setStage(tx, clientId, stage));
  }

  /** The relay's rounds are not of this clock, so that whoever changes a setting rings as well. */
  async sending(sending: 'live' | 'paused', ...clientIds: readonly string[]): Promise<void> {
    await this.#fact((tx) => changePractice(tx, { sending }));
    for (const clientId of clientIds) await this.#fact((tx) => openJourney(tx, clientId));
  }

  async changePolicy(change: Partial<PracticePolicy>): Promise<void> {
    await this.#fact(async (tx) => {
      const { policy } = await tx.em.findOneOrFail(Practice, tx.practiceId);
      await changePolicy(tx, { ...policy, ...change });
    });
  }

  async notes(clientId: string): Promise<Note[]> {
    const messages = await this.#fact((tx) =>
      tx.em.find(
        Message,
        { client: { id: clientId }, purpose: 'carrier' },
        { orderBy: { sentAt: 'asc' }, disableIdentityMap: true },
      ),
    );
    return messages.map(({ carrier, status, countsFrom, createdAt, dueAt, sentAt, text }) => ({
      carrier: carrier ?? '',
      status,
      countsFrom: countsFrom ?? null,
      createdAt,
      dueAt,
      sentAt: sentAt ?? null,
      hasPrompt: (text ?? '').includes("You're seeing this line"),
      text: text ?? '',
    }));
  }

  milestone(id: string): Promise<Milestone> {
    return this.#fact((tx) => tx.em.findOneOrFail(Milestone, { id }));
  }
}
