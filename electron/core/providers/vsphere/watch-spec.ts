import { propertySets } from './property-sets.ts';
import { objectsSpec, recentTasksSpec, type FilterSpec } from './vim25/collector/specs.ts';
import type { WatchedKind } from './vim25/collector/watch.ts';
import type { ServiceContent } from './vim25/types.gen.ts';

/** What a session follows: the managed entities with their lean path sets, the root folder, everybody's tasks. */
export function watchSpec(
  { about, rootFolder, taskManager }: ServiceContent,
  refused: ReadonlySet<string>,
): { readonly kinds: readonly WatchedKind[]; readonly extra: readonly FilterSpec[] } {
  const readable = (paths: readonly string[]): readonly string[] =>
    paths.filter((path) => !refused.has(path));
  const kinds = Object.entries(propertySets)
    // A single ESXi host has no distributed switches of its own.
    .filter(([type]) => about.apiType !== 'HostAgent' || type !== 'DistributedVirtualSwitch')
    .map(([type, paths]) => ({ type, pathSet: readable(paths) }))
    // What comes first is placed first: with the few containers ahead of the many VMs, every object is placed once.
    .sort((a, b) => Number(a.type === 'VirtualMachine') - Number(b.type === 'VirtualMachine'));
  // A view does not contain its own container.
  const root = objectsSpec([rootFolder], 'Folder', readable(propertySets['Folder'] ?? []));
  return {
    kinds,
    extra: taskManager === undefined ? [root] : [root, recentTasksSpec(taskManager)],
  };
}
