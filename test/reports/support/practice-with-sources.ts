import { recordReferral } from '../../../facts/referrals/record-referral.ts';

import { importFile } from '../../support/import-file.ts';
import { inPractice } from '../../support/in-practice.ts';
import type { TestKindword } from '../../support/kindword.ts';
import type { Json, TestPractice } from '../../support/practice.ts';
import { until } from '../../support/until.ts';

/** What the test said of a client, in milliseconds: every figure is worked out from this alone. */
export type Seen = {
  id: string;
  at: number;
  /** When they were first in touch. */
  contact: number;
  kind: string;
  ref: string | null;
  /** The nearest client of the chain. */
  parent: string | null;
};
/** A referral that was logged; `past`: one of before Kindword. */
export type Made = { by: string; at: number; past?: true; thanked?: true };

type Came = {
  at: number;
  kind?: string;
  sourceId?: string;
  ref?: string;
  hops?: Json[];
  parent?: string;
};

/** Says over the API who came, by whom and when, and keeps what it said. */
export class PracticeWithSources {
  readonly seen: Seen[] = [];
  readonly made: Made[] = [];
  /** Past lines of the log that name no client. */
  readonly unnamedPast: { at: number; kind: string; ref: string | null }[] = [];
  readonly #kindword: TestKindword;
  readonly practice: TestPractice;

  constructor(kindword: TestKindword, practice: TestPractice) {
    this.#kindword = kindword;
    this.practice = practice;
  }

  /** A client, their first session, and how they heard of the practice. */
  async came({ at, kind, sourceId, ref, hops, parent }: Came): Promise<string> {
    const { id } = await this.practice.client();
    await this.session(id, at);
    if (kind)
      await this.practice.ask('POST', '/intake', {
        clientId: id,
        ...(sourceId ? { sourceId } : { sourceKind: kind }),
        ...(hops ? { hops } : {}),
      });
    const isClient = kind === 'client' && ref;
    this.seen.push({
      id,
      at,
      contact: at,
      kind: kind ?? 'unknown',
      ref: ref ?? null,
      parent: parent ?? (isClient ? ref : null),
    });
    return id;
  }

  session(id: string, at: number): Promise<Json> {
    return this.practice.ask('POST', `/clients/${id}/sessions`, { at: iso(at), status: 'attended' });
  }

  source(kind: string, name: string, who: Json = {}): Promise<string> {
    return this.practice.ask('POST', '/sources', { kind, name, ...who }).then(({ id }) => id);
  }

  /** A client's own word, or a colleague's letter. */
  async refer(by: { clientId: string } | { professionalId: string }, at: number, change: Json = {}) {
    const isClient = 'clientId' in by;
    const referral = await this.practice.refer({
      learnedFrom: isClient ? 'referrer' : 'professional_letter',
      via: isClient ? 'phone' : 'letter',
      referrer: by,
      receivedAt: iso(at),
      ...change,
    });
    this.made.push({ by: isClient ? by.clientId : by.professionalId, at });
    return referral;
  }

  /** "I've told someone." */
  async told(clientId: string, at: number): Promise<void> {
    await inPractice(this.#kindword, this.practice, (tx) =>
      recordReferral(
        tx,
        {
          kind: 'told',
          learnedFrom: 'referrer',
          referrer: { clientId },
          via: 'form',
          receivedAt: new Date(at),
        },
        48 * 60 * 60_000,
      ),
    );
  }

  async past(rows: string[]): Promise<void> {
    const file = ['Client ID,Date,Source kind,Source name,Referrer client id', ...rows];
    const { body } = await importFile(this.practice, 'source-log', file);
    if (body.failed !== 0) throw new Error(JSON.stringify(body));
  }

  async erase(who: Json): Promise<void> {
    const { id } = await this.practice.ask('POST', '/erasures', who);
    await until(async () => (await this.practice.ask('GET', `/erasures/${id}`)).status === 'done');
  }
}

export function iso(ms: number): string {
  return new Date(ms).toISOString();
}
