import { MorefException, toMorefError } from '#shared/model/error.ts';
import type { ConnectionId } from '#shared/model/reference.ts';

/** Adds to an error the server that it came from: sessions do not know by which profile they were opened. */
export async function withConnection<T>(
  connection: ConnectionId,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof MorefException)) throw thrown;
    throw new MorefException({ ...toMorefError(thrown), connection }, { cause: thrown });
  }
}
