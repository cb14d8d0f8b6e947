import type { Kind } from '#shared/model/kind.ts';
import type { PartArea, SessionPart } from '#shared/model/session-part.ts';
import { toMorefError } from '#shared/model/error.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { PartReport } from '../../net/failing-parts.ts';
import { alarmPath } from './alarms/alarm-follower.ts';
import { subtypesOf } from './declared-type.ts';
import { toException } from './errors.ts';
import { propertySets, servicePropertySets } from './property-sets.ts';
import { objectsSpec, recentTasksSpec } from './vim25/collector/specs.ts';
import type { FilterPart, WatchedPart } from './vim25/collector/watch.ts';
import { moref } from './vim25/values.ts';
import type { ServiceContent } from './vim25/types.gen.ts';

/**
 * The filters that parts share. The way to the recent tasks changes with each task, and a server may then tell anew what the filter is of: there is
 * little beside them. The root folder has paths of its own.
 */
const inventoryFilter = 'inventory';
const topFilter = 'top';
const rootPart = 'rootFolder';
const tasksPart = 'recentTask';

/** What a session follows: the managed entities with their lean path sets, the root folder, everybody's tasks. */
export function watchedParts(content: ServiceContent): readonly WatchedPart[] {
  const { about, rootFolder, taskManager, alarmManager } = content;
  const views = Object.entries(propertySets)
    // A single ESXi host has no distributed switches of its own.
    .filter(([type]) => about.apiType !== 'HostAgent' || type !== 'DistributedVirtualSwitch')
    .map(([type, pathSet]) => ({ id: type, type, pathSet, filter: inventoryFilter }))
    // What comes first is placed first: with the few containers ahead of the many VMs, every object is placed once.
    .sort((a, b) => Number(a.type === 'VirtualMachine') - Number(b.type === 'VirtualMachine'));
  // A view does not contain its own container.
  const folderPaths = propertySets['Folder'] ?? [];
  const root = (paths: readonly string[]) => objectsSpec([rootFolder], 'Folder', paths);
  const specs = [root(folderPaths)];
  // It has the alarms of all that is below it; a single ESXi host has none.
  if (alarmManager !== undefined) specs.unshift(root([...folderPaths, alarmPath]));
  const tasks =
    taskManager === undefined
      ? []
      : [{ id: tasksPart, specs: [recentTasksSpec(taskManager)], filter: topFilter }];
  const top = { id: rootPart, specs, filter: topFilter };
  return [...views, top, ...serviceParts(content), ...tasks];
}

const serviceInstance = moref('ServiceInstance', 'ServiceInstance');

function serviceParts({
  authorizationManager,
  customFieldsManager,
}: ServiceContent): readonly FilterPart[] {
  return [serviceInstance, authorizationManager, customFieldsManager].flatMap((obj) => {
    const paths = obj === undefined ? undefined : servicePaths.get(obj.type);
    return obj === undefined || paths === undefined
      ? []
      : [
          {
            id: obj.type,
            specs: [objectsSpec([obj], obj.type, paths)],
            filter: inventoryFilter,
          },
        ];
  });
}

const servicePaths: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(servicePropertySets),
);

/** Kinds of objects that a part brings. */
const kinds: Readonly<Record<string, readonly Kind[]>> = {
  VirtualMachine: ['vm', 'template'],
  HostSystem: ['host'],
  ComputeResource: ['cluster'],
  Datacenter: ['datacenter'],
  Folder: ['folder'],
  [rootPart]: ['folder'],
  ResourcePool: ['resource-pool', 'vapp'],
  Datastore: ['datastore'],
  Network: ['network'],
  DistributedVirtualSwitch: ['network'],
};

/** Native types of the objects that a part brings. */
export function typesOfPart(id: string): readonly string[] {
  if (id === rootPart) return ['Folder', 'Alarm', 'AlarmState', 'PerfCounterInfo'];
  return id === tasksPart ? ['Task'] : subtypesOf(id);
}

/** A part of a watch as a part of the session. */
export function toSessionPart(id: string, reported: PartReport): SessionPart {
  const concerned = kinds[id];
  const area: PartArea = id === tasksPart ? 'tasks' : 'inventory';
  const part = { id, name: id, area, ...onlyDefined({ kinds: concerned }) };
  if (reported.state !== 'failed') return { ...part, state: reported.state };
  const doing = say('doing.readClass', { owner: id });
  const error = toMorefError(toException(reported.error, { doing }));
  return { ...part, state: 'failed', error, retryAt: Date.now() + reported.retryMs };
}
