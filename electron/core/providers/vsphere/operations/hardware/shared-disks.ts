import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import { devicesOf } from '../../late/devices.ts';
import { references } from '../../map/read.ts';
import type { Subject, Work } from '../definition.ts';
import { nameOf } from '../placement/placement.ts';

/** The files of a machine's disks, as far as its devices have been read. */
export function diskFilesOf({ object }: Pick<Subject, 'object'>): readonly string[] {
  return (devicesOf(object)?.disks ?? []).filter((one) => one.startsWith('['));
}

/**
 * Files of disks belong to whom they hang on, and may hang on several: the server deletes them all the same, where nobody has them open.
 * @throws MorefException `conflict` for the first that another machine has, as far as its devices have been read
 */
export async function refuseShared(
  { ref, name, lookup, object, server }: Work,
  files: readonly string[],
): Promise<void> {
  if (files.length === 0) return;
  const stores = await server.readMany(references(object, 'datastore'), ['vm']);
  for (const other of [...stores.values()].flatMap((store) => references(store, 'vm'))) {
    if (other === ref) continue;
    const theirs = devicesOf(lookup.get(other) ?? {})?.disks ?? [];
    const file = files.find((one) => theirs.includes(one));
    if (file === undefined) continue;
    const message = say('error.diskOfOther', { name, file, other: nameOf(other, lookup) });
    throw new MorefException({ kind: 'conflict', message, ref });
  }
}
