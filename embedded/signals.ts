/** Stop signals in order of escalation. `SIGINT` is PostgreSQL's fast shutdown, `SIGQUIT` its immediate one. */
export function signalsFor(name: string): NodeJS.Signals[] {
  return name === 'postgres' ? ['SIGINT', 'SIGQUIT', 'SIGKILL'] : ['SIGTERM', 'SIGKILL'];
}

/** Children lead their own process groups; SIGKILL goes to the whole group. */
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
