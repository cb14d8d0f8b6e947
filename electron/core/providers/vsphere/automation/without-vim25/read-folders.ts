import type { Ref } from '#shared/model/reference.ts';
import { entity, folderRef, type Entities } from './entities.ts';
import type { Lists } from './lists.ts';

/** A folder, and the object that stands for it in the tree. */
export interface FoundFolder {
  readonly folder: string;
  readonly ref: Ref;
}

/**
 * A folder with all below it: the API tells a folder's parent only by listing the children of each. A folder that is listed again, below
 * itself perhaps, stands where it was found first.
 */
export async function readFolders(
  lists: Lists,
  entities: Entities,
  { root, parent }: { readonly root: string; readonly parent: Ref },
): Promise<readonly FoundFolder[]> {
  const found: FoundFolder[] = [{ folder: root, ref: parent }];
  const seen = new Set([root]);
  for (let level: readonly FoundFolder[] = found; level.length > 0; ) {
    const children = await lists.each(level, async ({ folder, ref }) => {
      const listed = await lists.all('com.vmware.vcenter.folder', { parent_folders: [folder] });
      const inside = listed.filter((child) => !seen.has(child.folder));
      for (const child of inside) seen.add(child.folder);
      for (const summary of inside) entities.set(...entity('Folder', summary, { parent: ref }));
      return inside.map((child) => ({
        folder: child.folder,
        ref: folderRef(child.folder),
      }));
    });
    found.push(...children);
    level = children;
  }
  return found;
}
