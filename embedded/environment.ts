const PASSED_ON = [
  'PATH',
  'HOME',
  'TMPDIR',
  'LANG',
  'LD_LIBRARY_PATH',
  'HTTPS_PROXY',
  'https_proxy',
  'NO_PROXY',
];

/** A minimal environment for services: without our secrets, and without `PG…` or `TEMPORAL_…` that would change their behaviour. */
export function smallEnvironment(more: Record<string, string> = {}): Record<string, string> {
  const kept = PASSED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), ...more };
}
