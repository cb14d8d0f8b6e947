/** Paths below a datastore, without a slash at either end; the empty one is the datastore itself. */

export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Whether a path is that of a folder, or of what is in it. */
export const isIn = (path: string, folder: string): boolean =>
  path === folder || folder === '' || path.startsWith(`${folder}/`);
