import { defineEntity, p } from '@mikro-orm/postgresql';
import { ENDINGS } from '../policy/journeys/ending.ts';
import { SOURCE_ANSWERS } from '../policy/source-log/source-kinds.ts';
import { journaled } from './journaled.ts';
import { idIn, inPractice, inSamePractice, moment, peopleScope } from './scope.ts';
import { sealed } from './crypto/sealed.ts';
import { linksFollowTheAddress } from './links-follow-the-address.ts';
import { Staff } from './staff.ts';
import type { ClientHold } from './client-hold.ts';

const ClientSchema = defineEntity({
  name: 'Client',
  tableName: 'client',
  primaryKeys: ['practiceId', 'id'],
  filters: peopleScope,
  triggers: [
    ...linksFollowTheAddress,
    journaled({
      events: ['update'],
      columns: ['practice_id', 'id', 'ending', 'ended_on'],
      when: "new.ending = 'deceased' and old.ending is distinct from new.ending",
    }),
  ],
  indexes: [
    { properties: ['practiceId', 'emailHash'] },
    { properties: ['practiceId', 'updatedAt', 'id'] },
    { properties: ['practiceId', 'mergedInto'] },
    {
      name: 'client_practice_id_source_line_index',
      properties: ['practiceId', 'sourceLine'],
      where: { sourceLine: { $ne: null } },
    },
    { properties: ['practiceId', 'firstAttendedAt'] },
    { properties: ['searchTokens'], type: 'gin' },
  ],
  uniques: [{ properties: ['practiceId', 'externalRef'] }],
  properties: {
    ...inPractice,
    firstName: sealed('client.first_name'),
    lastName: sealed('client.last_name').nullable(),
    email: sealed('client.email').nullable(),
    emailHash: p.text().nullable(),
    linkGeneration: p.integer().default(0),
    /** Rises only when somebody asks: a new address does not end the link that they hand on (S5). */
    referrerLinkGeneration: p.integer().default(0),
    phone: sealed('client.phone').nullable(),
    externalRef: p.text().nullable(),
    birthYear: p.integer().nullable(),
    practitionerId: idIn('practitioner_id').nullable(),
    practitioner: () => inSamePractice(Staff, 'practitioner_id').nullable(),
    serviceLineId: p.uuid().nullable(),
    stage: p.text().nullable(),
    plannedEndOn: p.date().nullable(),
    plannedShort: p.boolean().nullable(),
    ending: p.enum(ENDINGS).columnType('text').nullable(),
    endedOn: p.date().nullable(),
    /** The first session after a discharge; null while the first episode of care lasts (§5a.6). */
    episodeStartedAt: moment().nullable(),
    /** When the last complaint was closed: prompts pause for six months from then (E6). */
    complaintClosedOn: p.date().nullable(),
    /** The source; null: not known yet (S21). */
    sourceKind: p.enum(SOURCE_ANSWERS).columnType('text').nullable(),
    /** The source, client or professional it names. */
    sourceRef: p.uuid().nullable(),
    /** The number of the source log line that records it. */
    sourceLine: p.integer().nullable(),
    /** 0 where no client sent them, else one more than the referrer's; null where a step is unknown (§5.5). */
    generation: p.integer().nullable(),
    /**
     * When they were new: the earlier of their first attended session and what was reported of their enquiry (§5b); null:
     * they have not come. Kept beside those facts so that a report need not read all sessions.
     */
    firstAttendedAt: moment().nullable(),
    /** Imported: was a client before. */
    imported: p.boolean(),
    erasedAt: moment().nullable(),
    /** The client that this one turned out to be; their row is emptied and their facts are there. */
    mergedInto: p.uuid().nullable(),
    searchTokens: p.array().columnType('text[]'),
    createdAt: moment(),
    updatedAt: moment(),
  },
});

/** A client of the practice, known here only as a person who may be thanked or prompted; nothing clinical is stored. */
export class Client extends ClientSchema.class {
  /** A complaint counts for six months from the day on which it was lifted, or from its last day if that has passed (E6). */
  closeComplaint({ code, until }: Pick<ClientHold, 'code' | 'until'>, today: string): void {
    if (code !== 'complaint') return;
    const closedOn = until && until < today ? until : today;
    if (closedOn > (this.complaintClosedOn ?? '')) this.complaintClosedOn = closedOn;
  }

  /** They came at this moment; the first time counts. */
  came(at: Date): void {
    if (!this.firstAttendedAt || at < this.firstAttendedAt) this.firstAttendedAt = at;
  }

  /**
   * Keeps the emptied row, so that sessions, milestones and generations still count; nothing in it identifies the
   * person.
   */
  erase(now: Date): void {
    this.firstName = '';
    this.lastName = null;
    this.email = null;
    this.emailHash = null;
    this.phone = null;
    this.externalRef = null;
    this.birthYear = null;
    this.plannedEndOn = null;
    this.sourceRef = null;
    this.searchTokens = [];
    this.erasedAt = now;
    this.updatedAt = now;
  }

  /** What is left of a record that was another one of `into`: its reference, by which their old system names it. */
  mergeInto(into: Client, now: Date): void {
    const { externalRef } = this;
    this.erase(now);
    this.externalRef = externalRef;
    this.mergedInto = into.id;
    this.imported = true;
    this.sourceKind = null;
    this.sourceLine = null;
    this.generation = null;
    this.firstAttendedAt = null;
    this.ending = null;
    this.endedOn = null;
  }
}
ClientSchema.setClass(Client);
