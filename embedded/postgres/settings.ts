const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  cluster_name: 'kindword',
  max_connections: '100',
  shared_buffers: '64MB',
  max_wal_size: '512MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_destination: 'stderr',
  logging_collector: 'off',
  // Rows and statements hold personal data: the log gets only the kind of error.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
};

/** Settings for a small machine, reachable from 127.0.0.1 only; fsync stays on. */
export function postgresArguments(folder: string, port: number, flags: string[]): string[] {
  const settings = Object.entries({ ...SETTINGS, port: String(port) });
  return ['-D', folder, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]), ...flags];
}
