import type { Disposer } from '#shared/contract/define.ts';
import type { Port } from '#shared/link/message.ts';
import type { CoreHost } from './host.ts';

/** The running core. */
export interface Core {
  /** Serves a page over the port until either side closes it. */
  attach(port: Port): Disposer;
  /** Logs out everywhere, closes every port, ends the demo estate. Takes a few seconds at the most. */
  close(): Promise<void>;
}

/** Builds the core from its parts, opens the profiles that connect by themselves. */
export function startCore(_host: CoreHost): Promise<Core> {
  throw new Error('not yet');
}
