import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ApiKey } from '../../entities/api-key.ts';
import { AuditEntry } from '../../entities/audit-entry.ts';
import { inTransaction } from '../../facts/transaction.ts';
import { startKindword, type TestKindword } from '../support/kindword.ts';
import { TestPractice, type Json } from '../support/practice.ts';

const COMMAND = fileURLToPath(new URL('../../server/practice-command.ts', import.meta.url));

let kindword: TestKindword;
beforeAll(async () => {
  kindword = await startKindword();
}, 60_000);
afterAll(() => kindword.stop());

async function command(...args: string[]): Promise<Json> {
  const { PATH = '', HOME = '' } = process.env;
  const { databaseUrl, settings } = kindword;
  const { stdout } = await promisify(execFile)(process.execPath, [COMMAND, ...args, '--json'], {
    env: { PATH, HOME, DATABASE_URL: databaseUrl, KINDWORD_SECRETS: settings.secrets },
  });
  return JSON.parse(stdout);
}

test('a key that the operator issues opens, and once revoked it does not; both stand in the audit log', async () => {
  const practice = await kindword.practice();
  const issued = await command('key', '--practice', practice.practiceId);
  const owner = new TestPractice(`${kindword.url}/api/v1`, issued);
  const before = await owner.call('GET', '/practice');
  const keys = await kindword.database.orm.em.fork().find(ApiKey, { practiceId: practice.practiceId });
  const id = keys.find(({ label }) => label.includes('command line'))?.id ?? '';

  const revoked = await command('revoke', '--practice', practice.slug, '--key', id);

  expect(before.status).toBe(200);
  expect(revoked).toEqual({ practiceId: practice.practiceId, revoked: id });
  expect((await owner.call('GET', '/practice')).status).toBe(401);
  const of = {
    practiceId: practice.practiceId,
    actor: { kind: 'operator' as const, staffId: null },
  };
  const entries = await inTransaction(kindword.database, of, ({ em }) =>
    em.find(AuditEntry, { entityId: id }),
  );
  expect(entries.map(({ action, actor }) => [action, actor])).toEqual([
    ['create', 'operator'],
    ['revoke', 'operator'],
  ]);
  await expect(command('revoke', '--practice', practice.slug, '--key', id)).rejects.toThrow(
    'no such key, or it was revoked already',
  );
});

test('the set-up proposes goal, discharge and transition where the work is counselling or psychotherapy', async () => {
  const created = async (...more: string[]) => {
    const named = ['--name', `Willow ${crypto.randomUUID()}`, '--timezone', 'Europe/London'];
    const practice = await command('create', ...named, '--owner-email', 'owner@example.org', ...more);
    return new TestPractice(`${kindword.url}/api/v1`, practice).ask('GET', '/practice/policy');
  };

  const [counselling, other] = [await created('--work', 'counselling'), await created()];

  expect(counselling.milestones).toEqual(['goal_reached', 'discharge', 'transition']);
  expect(other.milestones).toEqual(['goal_reached', 'significant_session', 'discharge']);
  await expect(created('--work', 'plumbing')).rejects.toThrow('--work must be one of');
});
