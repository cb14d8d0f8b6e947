import { dirname } from 'node:path';
import { text } from '#shared/i18n/make-text.ts';
import { MorefException, toMorefError } from '#shared/model/error.ts';
import type { PlannedChange, PreparedChange } from './stored-map.ts';
import { noteTogether } from './together.ts';

/**
 * Changes several stores, all or none, also where the program is killed: each new file is written in full beside the old one, and it is
 * noted that they belong together, before the first is put in its place. One plan for each store of a folder at the most.
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
      await commitNoted(prepared);
    } catch (error) {
      for (const one of prepared) await one.abandon();
      throw error;
    }
    for (const one of prepared) one.believe();
  } finally {
    for (const end of ends) end();
  }
}

/**
 * One file is replaced or is not; of several the next start has to know that they belong together. Where they cannot be put in their places
 * and the note cannot be taken away either, they are true all the same: the next start puts them there.
 */
async function commitNoted(prepared: readonly PreparedChange[]): Promise<void> {
  const written = prepared.flatMap(({ path, written: one }) =>
    one === undefined ? [] : [{ path, ...one }],
  );
  const [first] = written;
  if (first === undefined || written.length === 1) return commitAll(prepared, cannotStay);
  const forget = await noteTogether(first.disk, dirname(first.path), written);
  await commitAll(prepared, forget);
  await forget();
}

/** Nothing was noted. */
const cannotStay = (): Promise<boolean> => Promise.resolve(true);

/** @param forget takes back that they belong together. @returns false where that cannot be, and they are true */
async function commitAll(
  prepared: readonly PreparedChange[],
  forget: () => Promise<boolean>,
): Promise<void> {
  const committed: PreparedChange[] = [];
  try {
    for (const one of prepared) {
      await one.commit();
      committed.push(one);
    }
  } catch (error) {
    if (!(await forget())) return;
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
