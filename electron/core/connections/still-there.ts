import { toMorefError } from '#shared/model/error.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Session } from '../providers/provider.ts';

/** How long a server may take to answer after the computer slept, milliseconds. */
const patienceMs = 3000;

/**
 * Asks a server for something that it has at hand. True for any answer, be it that there is no such property any more; false where none
 * comes in time, and where nothing is known yet that could be asked for.
 */
export async function isStillThere(
  session: Pick<Session, 'read'>,
  inventory: Pick<Inventory, 'anyProperty'>,
): Promise<boolean> {
  const question = inventory.anyProperty();
  if (question === undefined) return false;
  const signal = AbortSignal.timeout(patienceMs);
  try {
    await session.read(question.ref, question.path, signal);
    return true;
  } catch (error) {
    const { kind } = toMorefError(error);
    return !signal.aborted && kind !== 'unreachable' && kind !== 'timeout';
  }
}
