import { text } from '#shared/i18n/make-text.ts';
import { MorefException, toMorefError } from '#shared/model/error.ts';
import type { PlannedChange, PreparedChange } from './stored-map.ts';

/**
 * Changes several stores, all or none: each new file is written in full beside the old one before the first is put in its place. They
 * are put there in the order given, for a program that is killed between two. One plan for each store at the most.
 * @throws MorefException in words, and nothing has changed, or it says what has
 */
export async function changeTogether(plans: readonly PlannedChange[]): Promise<void> {
  // Everybody takes the turns in the same order, so that nobody waits for who waits for them.
  const inOrder = plans.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  const ends: (() => void)[] = [];
  try {
    for (const plan of inOrder) ends.push(await plan.takeTurn());
    const prepared: PreparedChange[] = [];
    try {
      for (const plan of plans) prepared.push(await plan.prepare());
      await commitAll(prepared);
    } catch (error) {
      for (const one of prepared) await one.abandon();
      throw error;
    }
    for (const one of prepared) one.believe();
  } finally {
    for (const end of ends) end();
  }
}

async function commitAll(prepared: readonly PreparedChange[]): Promise<void> {
  const committed: PreparedChange[] = [];
  try {
    for (const one of prepared) {
      await one.commit();
      committed.push(one);
    }
  } catch (error) {
    const stuck: PreparedChange[] = [];
    for (const one of committed.reverse())
      await one.takeBack().catch(() => {
        // It is on disk: what a restart would find is believed now.
        one.believe();
        stuck.push(one);
      });
    throw stuck.length === 0 ? error : halfMade(error, stuck);
  }
}

/** A disk that fails for good between two files, once everything had been written. */
function halfMade(error: unknown, stuck: readonly PreparedChange[]): MorefException {
  const { message, ...rest } = toMorefError(error);
  const paths = stuck.map(({ path }) => path).join(', ');
  return new MorefException({
    ...rest,
    message: text('store.halfSaved', { paths, problem: message }),
  });
}
