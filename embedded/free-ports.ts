import type { Home, Part } from './service.ts';
import { choosePort, type GivenPorts, type PortName, rememberPort } from './ports.ts';
import { PortTakenError } from './startup-errors.ts';

type Ports = Record<PortName, number>;

const TRIES = 5;

/** Starts a part on ports that were free a moment ago, again on others when somebody was quicker, and remembers them. */
export async function onFreePorts(
  home: Home,
  names: readonly PortName[],
  given: GivenPorts,
  start: (ports: Ports) => Promise<Part>,
): Promise<{ part: Part; ports: Ports }> {
  for (let tries = 1; ; tries += 1) {
    const ports = await choosePorts(home, names, given);
    try {
      const part = await start(ports);
      for (const name of names) rememberPort(home.dataDir, name, ports[name]);
      return { part, ports };
    } catch (error) {
      if (!(error instanceof PortTakenError) || tries === TRIES) throw error;
    }
  }
}

async function choosePorts(home: Home, names: readonly PortName[], given: GivenPorts): Promise<Ports> {
  const ports: Ports = { postgres: 0, temporal: 0, temporalUi: 0, outbox: 0 };
  for (const name of names) ports[name] = await choosePort(home, name, given);
  return ports;
}
