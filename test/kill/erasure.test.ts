import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { keyring } from '../../entities/crypto/keyring.ts';
import { everythingHeld, everythingSent } from '../support/everything-held.ts';
import { Marks } from '../support/everything-written.ts';
import { Killable } from '../support/killable.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import type { Json, TestPractice } from '../support/practice.ts';
import { until } from '../support/until.ts';
import { inPractice } from '../support/in-practice.ts';

const MANY = 10_000;
const AT_ONCE = 500;

const marks = new Marks();
let kindword: TestKindword;
let practice: TestPractice;
let program: Killable;

beforeAll(async () => {
  kindword = await startKindword();
  practice = await kindword.practice();
  program = new Killable(kindword);
});
afterEach(() => program.kill());
afterAll(() => kindword.stop());

/** Ten thousand e-mails that went to them over the years. */
async function wroteOften(clientId: string): Promise<void> {
  const { practiceId } = practice;
  const sealed = (column: string) => keyring().seal(marks.word(), column);
  await inPractice(kindword, practice, ({ em }) =>
    em.execute(
      `insert into message (practice_id, id, key, purpose, template, client_id, "to", subject, text, html, status, due_at,
         send_id, attempts, checks, resent, created_at, updated_at)
       select ?, gen_random_uuid(), 'old/' || n, 'carrier', 'm22', ?, ?, ?, ?, ?, 'sent', now(), gen_random_uuid(), 1, 0, false, now(), now()
       from generate_series(1, ${MANY}) n`,
      [
        practiceId,
        clientId,
        ...['to', 'subject', 'text', 'html'].map((column) => sealed(`message.${column}`)),
      ],
    ),
  );
}

test('ten thousand rows go in bounded steps; killed in the middle, it goes on where it was and counts each once', async () => {
  const client = await practice.client(marks.person());
  await wroteOften(client.id);
  expect(marks.foundIn(await everythingHeld(kindword, practice.practiceId))).toHaveLength(marks.all.length);
  await kindword.stopProgram();
  await program.start();

  const { id } = await practice.ask('POST', '/erasures', { clientId: client.id });
  const seen = (): Promise<Json> => practice.ask('GET', `/erasures/${id}`);
  const half = await until(async () => {
    const erasure = await seen();
    return Number(erasure.proof.message ?? 0) > 0 ? erasure : null;
  });
  await program.killAndStart();
  const done = await until(async () => {
    const erasure = await seen();
    return erasure.status === 'done' ? erasure : null;
  }, 120_000);

  expect([half.status, half.proof.message < MANY, half.proof.message % AT_ONCE]).toEqual(['asked', true, 0]);
  expect(done.proof).toMatchObject({ message: MANY, client: 1 });
  await program.kill();
  await kindword.restart();
  expect(marks.foundIn(await everythingHeld(kindword, practice.practiceId))).toEqual([]);
  expect(marks.foundIn(await everythingSent(kindword))).toEqual([]);
}, 180_000);
