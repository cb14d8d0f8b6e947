import type { Duplex } from 'node:stream';

/** What a socket is wanted to. */
export interface DialTarget {
  /** A name, or an address without brackets. */
  readonly host: string;
  readonly port: number;
  /** What is to be spoken: by that the environment chooses a proxy. */
  readonly protocol: 'http:' | 'https:';
}

export interface DialOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens sockets to servers through whatever a profile, or the computer, has in between. The one way for calls, consoles and files, so
 * that all of them arrive where one does.
 */
export interface Dialler {
  /**
   * A socket that leads to the target, before anything was said on it; null where nothing is in between, and the caller connects.
   * @throws ProxyError
   */
  dial(target: DialTarget, options: DialOptions): Promise<Duplex | null>;
  /** Ends what was started for it. */
  close(): void;
}
