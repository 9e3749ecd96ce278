import { Worker } from 'node:worker_threads';
import { CannotWrite } from './cannot-write.ts';
import type { WordsAnswer, WordsJob } from './words-jobs.ts';

type Limits = { deadlineMs: number; idleMs: number; waitMs: number; startMs: number };
type Waiting = { job: WordsJob; since: number; answer: PromiseWithResolvers<WordsAnswer> };

/** A job takes milliseconds; the deadline leaves room for a busy machine. */
const LIMITS: Limits = { deadlineMs: 3_000, idleMs: 30_000, waitMs: 15_000, startMs: 15_000 };
const ENTRY = new URL('./words-thread-entry.ts', import.meta.url);
const MEMORY = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };

/**
 * Does what is to be done with words that practices wrote, in a thread that is started on demand, ended when idle, and
 * ended at once where a job passes its deadline or its memory. One job at a time, the practices in turn, so that one whose
 * words are slow keeps every other waiting for one deadline at most.
 */
export class WordsThread {
  readonly #limits: Limits;
  readonly #entry: URL;
  /** By practice, in turn. */
  readonly #waiting = new Map<string, Waiting[]>();
  #lastServed: string | null = null;
  #thread: Promise<Worker> | null = null;
  #isBusy = false;
  #idle: NodeJS.Timeout | undefined;

  constructor(limits: Partial<Limits> = {}, entry = ENTRY) {
    this.#limits = { ...LIMITS, ...limits };
    this.#entry = entry;
  }

  /** Throws `CannotWrite` where the job had to be stopped, or its turn did not come. */
  run(practiceId: string, job: WordsJob): Promise<WordsAnswer> {
    const waiting: Waiting = { job, since: performance.now(), answer: Promise.withResolvers() };
    this.#waiting.set(practiceId, [...(this.#waiting.get(practiceId) ?? []), waiting]);
    if (!this.#isBusy) void this.#work();
    return waiting.answer.promise;
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    clearTimeout(this.#idle);
    for (let next = this.#next(); next; next = this.#next()) {
      const { job, since, answer } = next;
      try {
        if (performance.now() - since > this.#limits.waitMs) throw new CannotWrite('busy');
        answer.resolve(await this.#do(job));
      } catch (error) {
        answer.reject(error);
      }
    }
    this.#isBusy = false;
    this.#idle = setTimeout(() => this.#end(), this.#limits.idleMs).unref();
  }

  /** The first of the practice that has waited longest for its turn; never the same practice twice while another waits. */
  #next(): Waiting | undefined {
    const turns = [...this.#waiting.keys()];
    const practiceId = turns.find((one) => one !== this.#lastServed) ?? turns[0];
    if (practiceId === undefined) return undefined;
    const [first, ...others] = this.#waiting.get(practiceId) ?? [];
    this.#waiting.delete(practiceId);
    if (others.length > 0) this.#waiting.set(practiceId, others);
    this.#lastServed = practiceId;
    return first;
  }

  async #do(job: WordsJob): Promise<WordsAnswer> {
    const thread = await (this.#thread ??= this.#start());
    try {
      return await answerOf<WordsAnswer>(thread, this.#limits.deadlineMs, () => thread.postMessage(job, []));
    } catch (error) {
      this.#end();
      throw error;
    }
  }

  async #start(): Promise<Worker> {
    const thread = new Worker(this.#entry, { resourceLimits: MEMORY, env: {}, stdin: false });
    try {
      await answerOf(thread, this.#limits.startMs);
    } catch (error) {
      this.#end();
      void thread.terminate();
      throw error;
    }
    thread.unref();
    return thread;
  }

  #end(): void {
    const ended = this.#thread;
    this.#thread = null;
    // harmless: one that never started has nothing to end
    void ended?.then((thread) => thread.terminate()).catch(() => undefined);
  }
}

/** The next message of the thread; it keeps the process alive meanwhile. */
function answerOf<Answer>(thread: Worker, withinMs: number, ask?: () => void): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const timer = setTimeout(() => reject(new CannotWrite('deadline')), withinMs);
  const onError = (error: NodeJS.ErrnoException) =>
    reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new CannotWrite('memory') : error);
  const onExit = () => reject(new CannotWrite('memory'));
  thread.ref();
  thread.once('message', resolve).once('error', onError).once('exit', onExit);
  ask?.();
  return promise.finally(() => {
    clearTimeout(timer);
    thread.unref();
    thread.off('message', resolve).off('error', onError).off('exit', onExit);
  });
}
