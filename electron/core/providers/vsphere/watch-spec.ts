import { alarmPath } from './alarms/alarm-follower.ts';
import { propertySets, servicePropertySets } from './property-sets.ts';
import { objectsSpec, recentTasksSpec, type FilterSpec } from './vim25/collector/specs.ts';
import type { WatchedKind } from './vim25/collector/watch.ts';
import { moref } from './vim25/values.ts';
import type { ServiceContent } from './vim25/types.gen.ts';

/** What a session follows: the managed entities with their lean path sets, the root folder, everybody's tasks. */
export function watchSpec(
  content: ServiceContent,
  refused: ReadonlySet<string>,
): { readonly kinds: readonly WatchedKind[]; readonly extra: readonly FilterSpec[] } {
  const { about, rootFolder, taskManager, alarmManager } = content;
  const readable = (paths: readonly string[]): readonly string[] =>
    paths.filter((path) => !refused.has(path));
  const kinds = Object.entries(propertySets)
    // A single ESXi host has no distributed switches of its own.
    .filter(([type]) => about.apiType !== 'HostAgent' || type !== 'DistributedVirtualSwitch')
    .map(([type, paths]) => ({ type, pathSet: readable(paths) }))
    // What comes first is placed first: with the few containers ahead of the many VMs, every object is placed once.
    .sort((a, b) => Number(a.type === 'VirtualMachine') - Number(b.type === 'VirtualMachine'));
  // A view does not contain its own container.
  const root = objectsSpec(
    [rootFolder],
    'Folder',
    // It has the alarms of all that is below it; a single ESXi host has none.
    readable([
      ...(propertySets['Folder'] ?? []),
      ...(alarmManager === undefined ? [] : [alarmPath]),
    ]),
  );
  const tasks = taskManager === undefined ? [] : [recentTasksSpec(taskManager)];
  return { kinds, extra: [root, ...serviceSpecs(content, readable), ...tasks] };
}

const serviceInstance = moref('ServiceInstance', 'ServiceInstance');

function serviceSpecs(
  { authorizationManager, customFieldsManager }: ServiceContent,
  readable: (paths: readonly string[]) => readonly string[],
): readonly FilterSpec[] {
  return [serviceInstance, authorizationManager, customFieldsManager].flatMap((obj) => {
    const paths = obj === undefined ? undefined : servicePaths.get(obj.type);
    return obj === undefined || paths === undefined
      ? []
      : [objectsSpec([obj], obj.type, readable(paths))];
  });
}

const servicePaths: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(servicePropertySets),
);
