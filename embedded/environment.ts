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

/** A part sees only what it needs: none of our secrets, and no stray `PG…` or `TEMPORAL_…` that would bend it. */
export function smallEnvironment(more: Record<string, string> = {}): Record<string, string> {
  const kept = PASSED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), ...more };
}
