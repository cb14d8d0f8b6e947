import type { Disposer } from '#shared/contract/define.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { RunPort } from './run-port.ts';

export interface AbsencesOptions {
  readonly port: Pick<RunPort, 'reach' | 'clock'>;
  /** How long a connection may be away before what waits for it is given up, milliseconds. Default 10 minutes. */
  readonly awayMs?: number;
  readonly back: (connection: ConnectionId) => void;
  readonly gone: (connection: ConnectionId) => void;
}

/** Which servers of a run are away, and for how long they may be. */
export class Absences {
  readonly #options: AbsencesOptions;
  readonly #deadlines = new Map<ConnectionId, Disposer>();

  constructor(options: AbsencesOptions) {
    this.#options = options;
  }

  /** The state of a connection may have changed. */
  look(connection: ConnectionId): void {
    const { port, back, gone, awayMs = 600_000 } = this.#options;
    const reach = port.reach(connection);
    if (reach === 'away') {
      if (this.#deadlines.has(connection)) return;
      const giveUp = (): void => {
        this.#deadlines.delete(connection);
        gone(connection);
      };
      this.#deadlines.set(connection, port.clock.after(awayMs, giveUp));
      return;
    }
    this.#deadlines.get(connection)?.();
    this.#deadlines.delete(connection);
    if (reach === 'gone') gone(connection);
    else back(connection);
  }

  clear(): void {
    for (const dispose of this.#deadlines.values()) dispose();
    this.#deadlines.clear();
  }
}
