type Send = (statement: unknown, values?: unknown, callback?: unknown) => unknown;
/** What of a `pg` client is used here. */
type Client = { query: Send };

const noRows = () => Promise.resolve({ command: '', rowCount: 0, rows: [] });

/**
 * Saves round trips: holds `begin`, and statements whose result nobody needs, until the next statement of their
 * transaction, and sends them in one message with it. Order and atomicity stay; the error of a held statement is reported
 * by the statement that sends it, at the latest by `commit`. MikroORM writes values into its SQL, so that statements can
 * be joined as text; what has parameters is sent after what was held.
 */
export function batchStatements(client: Client): void {
  const send: Send = client.query.bind(client);
  let held: string[] = [];
  let isOpen = false;

  function sendHeld(...last: string[]): Promise<unknown> {
    const message = [...held, ...last].join(';\n');
    held = [];
    return Promise.resolve(send(message)).then(lastOf);
  }

  /** A transaction of which nothing was sent never reached the database, and needs no end there. */
  function close(statement: 'commit' | 'rollback'): Promise<unknown> {
    const isUnsent = held[0] === 'begin' && (held.length === 1 || statement === 'rollback');
    isOpen = false;
    if (isUnsent || statement === 'rollback') held = [];
    return isUnsent ? noRows() : sendHeld(statement);
  }

  client.query = (statement, values, callback) => {
    if (typeof statement !== 'string' || hasAny(values) || callback !== undefined) {
      if (held.length === 0) return send(statement, values, callback);
      if (typeof statement !== 'string' || callback !== undefined)
        throw new Error('A cursor or a callback cannot follow statements that are held.');
      return sendHeld().then(() => send(statement, values));
    }
    if (statement === 'begin') {
      isOpen = true;
      held.push(statement);
      return noRows();
    }
    if (statement === 'commit' || statement === 'rollback') return close(statement);
    if (statement.startsWith('rollback to')) held = [];
    if (isOpen && needsNoResult(statement)) {
      held.push(statement);
      return noRows();
    }
    return sendHeld(statement);
  };
}

/**
 * A scope, a lock by name, or an insert that returns nothing: only its success matters. The lock of the migrations has a
 * number and is taken at once, because the migrator asks over other connections too.
 */
function needsNoResult(statement: string): boolean {
  return (
    /^select (set_config|pg_advisory_xact_lock\(hashtextextended)\(/.test(statement) ||
    (/^\s*insert into /.test(statement) && !/\breturning\b/.test(statement))
  );
}

function hasAny(values: unknown): boolean {
  return Array.isArray(values) ? values.length > 0 : values !== undefined;
}

/** A message of several statements answers with a result each. */
function lastOf(result: unknown): unknown {
  return Array.isArray(result) ? result.at(-1) : result;
}
