/** How each part is asked to go: politely, then firmly. `SIGINT` is PostgreSQL's fast stop, `SIGQUIT` its immediate one. */
export function signalsFor(name: string): NodeJS.Signals[] {
  return name === 'postgres' ? ['SIGINT', 'SIGQUIT', 'SIGKILL'] : ['SIGTERM', 'SIGKILL'];
}

/** Our children lead their own process groups; the last word goes to the whole group. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  if (signal !== 'SIGKILL' || !trySignal(-pid, signal)) trySignal(pid, signal);
}

function trySignal(target: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(target, signal);
  } catch {
    return false;
  }
}
