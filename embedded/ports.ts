import { createServer, connect } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { EmbeddedError } from './embedded-error.ts';
import { readJson, writePrivately } from './private-file.ts';

const PortName = z.enum(['postgres', 'temporal', 'temporalUi', 'outbox']);
export type PortName = z.infer<typeof PortName>;

const RememberedPorts = z.partialRecord(PortName, z.number().int().min(1).max(65_535));
export type GivenPorts = Partial<Record<PortName, number>>;

/** Below the ephemeral port range. */
const FIRST_CHOICE: Record<PortName, number> = {
  postgres: 15_432,
  temporal: 7_233,
  temporalUi: 8_233,
  outbox: 8_025,
};
const TITLES: Record<PortName, string> = {
  postgres: 'PostgreSQL takes',
  temporal: 'Temporal takes',
  temporalUi: 'Temporal shows its pages on',
  outbox: 'the outbox takes',
};
const HOST = '127.0.0.1';

type Place = { dataDir: string; say: (line: string) => void };

/** The port that this data folder used last time, so that links stay valid; if taken, the next free one. */
export async function choosePort(
  { dataDir, say }: Place,
  name: PortName,
  given: GivenPorts,
): Promise<number> {
  const wanted = given[name];
  if (wanted !== undefined) return insistOn(wanted, name);

  const first = remembered(dataDir)[name] ?? FIRST_CHOICE[name];
  for (let port = first; port < first + 200 && port <= 65_535; port += 1) {
    if (!(await isFree(port))) continue;
    if (port !== first) say(`Port ${first} is taken; ${TITLES[name]} ${port} instead.`);
    return port;
  }
  throw new EmbeddedError(`No free port for ${name} from ${first} on. Stop what holds them and start again.`);
}

export function rememberPort(dataDir: string, name: PortName, port: number): void {
  const ports = remembered(dataDir);
  if (ports[name] !== port) writePrivately(pathIn(dataDir), JSON.stringify({ ...ports, [name]: port }));
}

async function insistOn(port: number, name: PortName): Promise<number> {
  if (await isFree(port)) return port;
  throw new EmbeddedError(
    `Port ${port}, asked for ${name}, is taken by another program. Stop that program, or give ${name} another port.`,
  );
}

/** Connects as well as binds: some systems allow a second bind beside a wildcard listener. */
async function isFree(port: number): Promise<boolean> {
  return !(await answers(port)) && (await canListen(port));
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: HOST });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, HOST, () => server.close(() => resolve(true)));
  });
}

function remembered(dataDir: string): GivenPorts {
  return readJson(pathIn(dataDir), RememberedPorts) ?? {};
}

function pathIn(dataDir: string): string {
  return join(dataDir, 'ports.json');
}
