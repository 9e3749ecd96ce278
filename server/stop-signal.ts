const PARENT_POLL_MS = 1_000;

export type StopSignal = {
  /** Aborted at the first request to stop. */
  signal: AbortSignal;
  asked: Promise<void>;
  /** Resolves at the second request: stop without waiting for work in hand. */
  forced: Promise<void>;
};

/** SIGINT, SIGTERM, or the end of the npm process that started us. */
export function listenForStop(): StopSignal {
  const controller = new AbortController();
  const asked = Promise.withResolvers<void>();
  const forced = Promise.withResolvers<void>();
  const stop = (): void => {
    if (controller.signal.aborted) forced.resolve();
    controller.abort();
    asked.resolve();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  if (process.env['npm_lifecycle_event']) watchParent(stop);
  return { signal: controller.signal, asked: asked.promise, forced: forced.promise };
}

/** npm killed with -9 sends no signal, but then our parent pid changes. */
function watchParent(onGone: () => void): void {
  const { ppid } = process;
  const timer = setInterval(() => {
    if (process.ppid === ppid) return;
    clearInterval(timer);
    onGone();
  }, PARENT_POLL_MS);
  timer.unref();
}
