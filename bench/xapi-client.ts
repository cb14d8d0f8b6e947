/** What every measured client of the pool is given, and what it reports. Each runs in a process of its own. */
export interface XapiServer {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

export interface LoadResult {
  /** From the open session to a complete cache. */
  readonly ms: number;
  /** What the cache takes on the heap. */
  readonly heapBytes: number;
  readonly objects: number;
  readonly longestBlockMs: number;
}

/** The server's address is the first argument, as JSON; the result is sent to the parent, and the process ends. */
export async function runClient(load: (server: XapiServer) => Promise<LoadResult>): Promise<void> {
  const [text = ''] = process.argv.slice(2);
  const result = await load(JSON.parse(text) as XapiServer);
  process.send?.(result, () => process.exit(0));
}
