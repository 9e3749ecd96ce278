import type { EmbeddedContext, Service } from './service.ts';
import { choosePort, type GivenPorts, type PortName, rememberPort } from './ports.ts';
import { PortTakenError } from './startup-error.ts';

type Ports = Record<PortName, number>;

const TRIES = 5;

/** Starts a service on free ports, retries on others when a port was taken in between, and remembers the ports. */
export async function onFreePorts(
  context: EmbeddedContext,
  names: readonly PortName[],
  given: GivenPorts,
  start: (ports: Ports) => Promise<Service>,
): Promise<{ service: Service; ports: Ports }> {
  for (let tries = 1; ; tries += 1) {
    const ports = await choosePorts(context, names, given);
    try {
      const service = await start(ports);
      for (const name of names) rememberPort(context.dataDir, name, ports[name]);
      return { service, ports };
    } catch (error) {
      if (!(error instanceof PortTakenError) || tries === TRIES) throw error;
    }
  }
}

async function choosePorts(
  context: EmbeddedContext,
  names: readonly PortName[],
  given: GivenPorts,
): Promise<Ports> {
  const ports: Ports = { postgres: 0, temporal: 0, temporalUi: 0, outbox: 0 };
  for (const name of names) ports[name] = await choosePort(context, name, given);
  return ports;
}
