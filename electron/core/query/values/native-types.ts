import type { NativePath } from '../../providers/provider.ts';
import { cachedPath } from './read-path.ts';
import type { QuerySource } from '../source.ts';

/** Types whose objects may have a value at a path, which may begin with the type itself: `VM.platform`. */
export function typesWith(
  { provider }: Pick<QuerySource, 'provider'>,
  path: readonly string[],
): { readonly types: ReadonlyMap<string, NativePath>; readonly path: readonly string[] } {
  const [first = '', ...rest] = path;
  if (rest.length > 0) {
    const found = [...(provider.nativePaths?.(rest) ?? [])].filter(
      ([type]) => type.toLowerCase() === first.toLowerCase(),
    );
    if (found.length > 0) return { types: new Map(found), path: rest };
  }
  return { types: provider.nativePaths?.(path) ?? new Map<string, NativePath>(), path };
}

/** Objects of a server that are looked at for a property that its API does not declare. */
const sampled = 200;

/**
 * Whether a path is a native property of something: one that an API declares, or that some object has. Without a server nobody knows,
 * and every path with a dot may be one.
 */
export function isNativePath(sources: readonly QuerySource[], path: readonly string[]): boolean {
  if (sources.length === 0) return path.length > 1;
  return sources.some((source) => {
    if (source.provider.nativePaths === undefined) return path.length > 1;
    return typesWith(source, path).types.size > 0 || someHas(source, path);
  });
}

/** An inventory that was read by the second API alone has properties of its own. */
function someHas({ inventory }: QuerySource, path: readonly string[]): boolean {
  let left = sampled;
  for (const { ref } of inventory.rows()) {
    const properties = inventory.object(ref)?.properties;
    if (properties !== undefined && cachedPath(properties, path) !== undefined) return true;
    left -= 1;
    if (left === 0) return false;
  }
  return false;
}
