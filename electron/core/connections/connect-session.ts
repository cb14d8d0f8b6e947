import { onlyDefined } from '#shared/model/only-defined.ts';
import type { LeftSession, Session } from '../providers/provider.ts';
import type { Period } from './connection-period.ts';
import type { ConnectionOptions } from './connection-types.ts';

/**
 * Logs in with what the profile says, and the password that is known now.
 * @param left takes what a try leaves on the server
 */
export async function connectSession(
  options: ConnectionOptions,
  { profile, stood }: Period,
  signal: AbortSignal,
  left: (sessions: readonly LeftSession[]) => void,
): Promise<Session> {
  const { provider, log } = options;
  const secret = await options.credentials(profile);
  signal.throwIfAborted();
  const { address, user, encoding, protocol } = profile;
  const how = onlyDefined({ encoding, protocol });
  return provider.connect({ address, user, ...how, ...secret, stood, signal, log, left });
}
