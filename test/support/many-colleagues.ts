import { randomUUIDv7 } from 'node:crypto';
import { emailHash } from '../../entities/crypto/look-up.ts';
import { Professional } from '../../entities/professional.ts';
import { SourceLogLine } from '../../entities/source-log-line.ts';
import { daysAgo } from './clock.ts';
import { inPractice } from './in-practice.ts';
import type { TestKindword } from './kindword.ts';
import type { TestPractice } from './practice.ts';

const NUMBERS_FROM = 100_000;

/** Colleagues with these addresses who may be written to, and through whom somebody came yesterday: the first is the latest. */
export async function manyColleagues(
  kindword: TestKindword,
  practice: TestPractice,
  emails: readonly string[],
): Promise<void> {
  const { practiceId } = practice;
  const yesterday = Date.parse(daysAgo(1));
  const people = emails.map((email) => ({ id: randomUUIDv7(), email }));
  await inPractice(kindword, practice, async ({ em, now }) => {
    await em.insertMany(
      Professional,
      people.map(({ id, email }) => ({
        practiceId,
        id,
        email,
        emailHash: emailHash(email),
        firstName: 'Ada',
        lastName: 'Juniper',
        kind: 'gp',
        focus: [],
        trusted: false,
        soleTrader: false,
        riskFlags: [],
        searchTokens: [],
        createdAt: now,
        updatedAt: now,
      })),
    );
    await em.insertMany(
      SourceLogLine,
      people.map(({ id }, index) => ({
        practiceId,
        id: randomUUIDv7(),
        number: NUMBERS_FROM + index,
        kind: 'past' as const,
        sourceKind: 'professional',
        sourceRef: id,
        channel: 'letter',
        receivedAt: new Date(yesterday - index * 1_000),
        recordedAt: now,
      })),
    );
  });
}
