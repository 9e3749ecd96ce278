import { CapacityStatement } from '../../entities/capacity-statement.ts';
import { ServiceLine } from '../../entities/service-line.ts';
import { Staff } from '../../entities/staff.ts';
import { daysAgo } from '../support/clock.ts';
import { inPractice } from '../support/in-practice.ts';
import type { TestKindword } from '../support/kindword.ts';
import type { TestPractice } from '../support/practice.ts';

type Stated = {
  practitionerId: string;
  serviceLineId?: string;
  status: CapacityStatement['status'];
  nextOpening?: string;
  waitWeeks?: { from: number; to: number };
  validUntil?: Date;
  statedAt?: Date;
};

/** Somebody says whether they have room; for six weeks, unless said otherwise. */
export async function state(kindword: TestKindword, practice: TestPractice, said: Stated): Promise<void> {
  const { practitionerId, serviceLineId = null, status, nextOpening = null, waitWeeks } = said;
  await inPractice(kindword, practice, async ({ em, practiceId, now }) => {
    const before = await em.find(CapacityStatement, { practitionerId, serviceLineId, supersededAt: null });
    for (const one of before) one.supersede(now);
    em.create(CapacityStatement, {
      practiceId,
      practitioner: em.getReference(Staff, [practiceId, practitionerId]),
      serviceLine: serviceLineId === null ? null : em.getReference(ServiceLine, [practiceId, serviceLineId]),
      status,
      nextOpening,
      waitFrom: waitWeeks?.from ?? null,
      waitTo: waitWeeks?.to ?? null,
      validUntil: said.validUntil ?? new Date(daysAgo(-42)),
      mode: 'tell_referrers',
      placesFor: [],
      statedAt: said.statedAt ?? now,
      statedBy: null,
      supersededAt: null,
    });
  });
}
