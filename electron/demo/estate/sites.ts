import { invalidArgument } from '../wire/fault.ts';
import { Datacenter } from './entity.ts';
import type { Entity, Folder, Host } from './entity.ts';

/** Data centers are borders: a VM stands in the one that it runs in. */

/** The data center that an object stands in. */
export function siteOf(entity: Entity): Datacenter | undefined {
  for (let at: Entity | undefined = entity; at !== undefined; at = at.parent) {
    if (at instanceof Datacenter) {
      return at;
    }
  }
  return undefined;
}

/** @throws VimFault InvalidArgument */
export function requireSameSite(folder: Folder, host: Host, property = 'folder'): void {
  if (siteOf(folder) !== siteOf(host)) {
    throw invalidArgument(property);
  }
}
