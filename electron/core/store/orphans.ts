import type { Log } from '../providers/provider.ts';

/** What is kept for a profile beside it. */
interface KeptByProfile {
  keepOnly(known: (id: string) => boolean): Promise<void>;
}

/**
 * Throws away passwords, certificates and addresses of profiles that are no more: a program that was killed, or a disk that refused,
 * while a server was removed or added, has left them. What cannot be deleted now is at the next start.
 */
export async function throwAwayOrphans(
  stores: readonly KeptByProfile[],
  known: (id: string) => boolean,
  log: Log,
): Promise<void> {
  for (const store of stores)
    await store.keepOnly(known).catch((error: unknown) => {
      log.warn('What belongs to no server could not be deleted', { error });
    });
}
