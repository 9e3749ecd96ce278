import { expect, test } from '@jest/globals';
import { CannotWrite } from '../../email/cannot-write.ts';
import type { WordsJob } from '../../email/words-jobs.ts';
import { WordsThread } from '../../email/words-thread.ts';
import { textFiles, textOf } from '../support/text-files.ts';

/** A thread that is as slow, hungry or broken as the job's source says: no template of ours can be. */
const HOSTILE = new URL('./hostile-thread.ts', import.meta.url);
const job = (source: string): WordsJob => ({ do: 'lint', id: 'm7', source });
const hostile = (limits: object = {}) => new WordsThread({ deadlineMs: 300, ...limits }, HOSTILE);

test('words are filled in and looked at in a thread that is started on demand and ends when idle', async () => {
  const thread = new WordsThread({ idleMs: 1 });
  const source = '{{ first }}, thank you! {{ signer }}';

  const rendered = () =>
    thread.run('us', { do: 'render', id: 'm7', source, context: { first: 'Ruth', signer: 'Anna' } });

  expect(await rendered()).toEqual({ did: 'render', text: 'Ruth, thank you! Anna' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await rendered()).toEqual({ did: 'render', text: 'Ruth, thank you! Anna' });
  expect(await thread.run('us', { do: 'lint', id: 'm7', source })).toEqual({ did: 'lint', findings: [] });
  expect(await thread.run('us', { do: 'render', id: 'm7', source, context: {} })).toEqual({ did: 'failed' });
});

test.each([
  ['spins', 'deadline'],
  ['hoards', 'memory'],
  ['leaves', 'memory'],
])('a job that %s is ended, and the next one is done', async (source, why) => {
  const thread = hostile({ deadlineMs: 20_000, ...(why === 'deadline' ? { deadlineMs: 300 } : {}) });

  const stopped = await thread.run('us', job(source)).catch((error: unknown) => error);
  const next = await thread.run('us', job('fine'));

  expect(stopped).toBeInstanceOf(CannotWrite);
  expect(stopped).toMatchObject({ why });
  expect(next).toEqual({ did: 'lint', findings: [] });
});

test('while one practice has any number of slow jobs, another waits for one of them at most', async () => {
  const thread = hostile();
  const order: string[] = [];
  const run = (practiceId: string, source: string) =>
    thread.run(practiceId, job(source)).then(
      () => order.push(practiceId),
      () => order.push(practiceId),
    );

  const slow = Array.from({ length: 5 }, () => run('them', 'spins'));
  await Promise.all([...slow, run('us', 'fine'), run('us', 'fine')]);

  expect(order.slice(0, 4)).toEqual(['them', 'us', 'them', 'us']);
});

test('the event loop goes on while a job spins', async () => {
  const thread = hostile();
  let ticks = 0;
  const timer = setInterval(() => (ticks += 1), 10);

  await expect(thread.run('us', job('spins'))).rejects.toThrow(CannotWrite);

  clearInterval(timer);
  expect(ticks).toBeGreaterThan(5);
});

test('whose turn does not come is told so', async () => {
  const thread = hostile({ waitMs: 200 });

  const answers = await Promise.allSettled(['spins', 'fine'].map((source) => thread.run('us', job(source))));

  expect(answers.map((answer) => (answer.status === 'rejected' ? answer.reason.why : 'done'))).toEqual([
    'deadline',
    'busy',
  ]);
});

test('nothing but the thread and the built-in words is rendered on the event loop', () => {
  const importers = textFiles()
    .filter(
      (file) =>
        file.endsWith('.ts') && !file.startsWith('test/') && /import [^;]*\brenderText\b/.test(textOf(file)),
    )
    .toSorted();

  expect(importers).toEqual(['email/lint-filled-in.ts', 'email/words-jobs.ts', 'email/write.ts']);
});
