import {
  ComputeResource,
  Datacenter,
  Datastore,
  DistributedSwitch,
  Entity,
  Network,
  ResourcePool,
  VirtualMachine,
} from '../estate/entity.ts';
import type { Host, Managed, PowerState } from '../estate/entity.ts';
import type { Estate, EstateListener } from '../estate/estate.ts';
import { uuidFrom } from '../estate/random.ts';
import type { Task } from '../tasks/task.ts';
import { taskInfo, userOf } from '../tasks/task-info.ts';
import type { Data } from '../wire/value.ts';
import { argument, subjectsOf, type Subjects } from './subjects.ts';

/** What an event says of how something was before. */
interface Known {
  name: string;
  power: PowerState | undefined;
  host: Host | undefined;
  subjects: Subjects | undefined;
}

const powerEvents: Readonly<Record<PowerState, string>> = {
  poweredOn: 'VmPoweredOnEvent',
  poweredOff: 'VmPoweredOffEvent',
  suspended: 'VmSuspendedEvent',
};

/** Events that follow from the end of a task, by what the task does. */
const afterTask: Readonly<Record<string, string>> = {
  'VirtualMachine.reconfigure': 'VmReconfiguredEvent',
  'VirtualMachine.reset': 'VmResettingEvent',
  'HostSystem.enterMaintenanceMode': 'EnteredMaintenanceModeEvent',
  'HostSystem.exitMaintenanceMode': 'ExitMaintenanceModeEvent',
  'HostSystem.disconnect': 'HostDisconnectedEvent',
  'HostSystem.reconnect': 'HostConnectedEvent',
  'ClusterComputeResource.reconfigure': 'ClusterReconfiguredEvent',
};

const afterFailure: Readonly<Record<string, string>> = {
  'VirtualMachine.powerOn': 'VmFailedToPowerOnEvent',
  'VirtualMachine.powerOff': 'VmFailedToPowerOffEvent',
  'VirtualMachine.suspend': 'VmFailedToSuspendEvent',
  'VirtualMachine.reset': 'VmFailedToResetEvent',
};

/** Writes the events of what changes in the estate, whoever changed it: an operation says nothing of events itself. */
export class EventRecorder implements EstateListener {
  readonly #estate: Estate;
  readonly #known = new WeakMap<Entity, Known>();

  constructor(estate: Estate) {
    this.#estate = estate;
    for (const object of estate.objects.values()) this.#learn(object);
  }

  changed(object: Managed, path: string): void {
    if (object.type === 'Task') {
      if (path === 'info.state') this.#taskMoved(object as Task);
    } else if (object instanceof VirtualMachine) {
      if (path === 'name') this.#renamed(object, 'VmRenamedEvent');
      else if (path === 'runtime.powerState') this.#powered(object);
      else if (path === 'runtime.host') this.#moved(object);
    } else if (object instanceof Entity && path === 'name') {
      if (object instanceof Datastore) this.#renamed(object, 'DatastoreRenamedEvent');
      else if (object instanceof Datacenter) this.#renamed(object, 'DatacenterRenamedEvent');
      else this.#learn(object);
    }
  }

  created(object: Managed): void {
    if (object.type === 'Task') {
      const task = object as Task;
      const { entity, eventChainId: chainId } = task;
      const subjects = entity === undefined ? {} : subjectsOf(entity);
      const also = entity === undefined ? [] : [entity];
      const fields = { info: { ...taskInfo(task), name: taskInfo(task).name } };
      this.#post('TaskEvent', subjects, {
        key: chainId,
        chainId,
        userName: userOf(task),
        fields,
        also,
      });
      return;
    }
    this.#learn(object);
    if (object instanceof VirtualMachine) this.#vmCreated(object);
    else if (object instanceof Entity) this.#entityCreated(object);
  }

  destroyed(object: Managed): void {
    if (!(object instanceof Entity)) return;
    const subjects = this.#known.get(object)?.subjects ?? subjectsOf(object);
    const type = removalOf(object);
    if (type === undefined) return;
    const fields =
      object instanceof ResourcePool ? { resourcePool: argument(object, 'resourcePool') } : {};
    this.#post(type, subjects, { fields: { ...vmFields(object), ...fields }, also: [object] });
  }

  #post(
    type: string,
    subjects: Subjects,
    rest: {
      readonly fields?: Data;
      readonly key?: number;
      readonly chainId?: number;
      readonly userName?: string;
      readonly also?: readonly Entity[];
    } = {},
  ): void {
    this.#estate.events.post({ type, subjects, ...rest });
  }

  #learn(object: Managed): void {
    if (!(object instanceof Entity)) return;
    const vm = object instanceof VirtualMachine ? object : undefined;
    // Of machines it would be much, and a machine that is gone still knows its host
    const subjects = vm === undefined ? subjectsOf(object) : undefined;
    this.#known.set(object, { name: object.name, power: vm?.power, host: vm?.host, subjects });
  }

  #of(vm: VirtualMachine, type: string, fields: Data = {}): void {
    this.#post(type, subjectsOf(vm), { fields: { ...vmFields(vm), ...fields } });
  }

  #renamed(entity: Entity, type: string): void {
    const oldName = this.#known.get(entity)?.name ?? '';
    if (oldName === entity.name) return;
    this.#learn(entity);
    const fields = { ...vmFields(entity), oldName, newName: entity.name };
    this.#post(type, subjectsOf(entity), { fields });
  }

  #powered(vm: VirtualMachine): void {
    const known = this.#known.get(vm);
    if (known?.power === vm.power) return;
    if (known !== undefined) known.power = vm.power;
    this.#of(vm, powerEvents[vm.power]);
  }

  #moved(vm: VirtualMachine): void {
    const known = this.#known.get(vm);
    const from = known?.host;
    if (known === undefined || from === undefined || from === vm.host) return;
    known.host = vm.host;
    const isDrs = this.#estate.events.actor?.operation === 'Drm.ExecuteVMotionLRO';
    this.#of(vm, isDrs ? 'DrsVmMigratedEvent' : 'VmMigratedEvent', {
      sourceHost: argument(from, 'host'),
    });
  }

  #vmCreated(vm: VirtualMachine): void {
    const { actor } = this.#estate.events;
    if (actor?.operation === 'Folder.registerVm') {
      this.#of(vm, 'VmRegisteredEvent');
      return;
    }
    if (actor?.operation === 'VirtualMachine.clone' && actor.entity !== undefined) {
      this.#of(vm, 'VmClonedEvent', { sourceVm: argument(actor.entity, 'vm') });
      return;
    }
    this.#of(vm, 'VmBeingCreatedEvent');
    this.#of(vm, 'VmUuidAssignedEvent', { uuid: uuidFrom(this.#estate.seed, vm.id) });
    this.#of(vm, 'VmCreatedEvent');
  }

  #entityCreated(entity: Entity): void {
    const subjects = subjectsOf(entity);
    const parent = entity.parent === undefined ? {} : { parent: argument(entity.parent, 'folder') };
    if (entity instanceof Datacenter)
      this.#post('DatacenterCreatedEvent', subjects, { fields: parent });
    else if (entity instanceof ComputeResource && entity.isCluster)
      this.#post('ClusterCreatedEvent', subjects, { fields: parent });
    else if (entity instanceof DistributedSwitch)
      this.#post('DvsCreatedEvent', subjects, { fields: parent });
    else if (entity instanceof Network && entity.dvs !== undefined)
      this.#post('DVPortgroupCreatedEvent', subjects);
    else if (entity instanceof ResourcePool && entity.parent instanceof ResourcePool)
      this.#post('ResourcePoolCreatedEvent', subjects, {
        also: [entity],
        fields: {
          parent: argument(entity.parent, 'resourcePool'),
          resourcePool: argument(entity, 'resourcePool'),
        },
      });
  }

  #taskMoved(task: Task): void {
    const { entity, state, descriptionId, eventChainId: chainId } = task;
    if (entity === undefined || state === 'queued') return;
    const said = { chainId, userName: userOf(task) };
    if (state === 'running') {
      if (descriptionId === 'VirtualMachine.powerOn')
        this.#post('VmStartingEvent', subjectsOf(entity), { ...said, fields: vmFields(entity) });
      return;
    }
    const type = (state === 'error' ? afterFailure : afterTask)[descriptionId];
    if (type === undefined) return;
    const fields = {
      ...vmFields(entity),
      ...(type === 'VmReconfiguredEvent' && { configSpec: {} }),
      ...(state === 'error' && { reason: task.error?.toData() }),
    };
    this.#post(type, subjectsOf(entity), { ...said, fields });
  }
}

/** What events of machines have besides. */
function vmFields(entity: Entity): Data {
  return entity instanceof VirtualMachine ? { template: entity.template } : {};
}

function removalOf(object: Entity): string | undefined {
  if (object instanceof VirtualMachine) return 'VmRemovedEvent';
  if (object instanceof DistributedSwitch) return 'DvsDestroyedEvent';
  // Uplinks go with their switch
  if (object instanceof Network && object.dvs !== undefined && !object.isUplink)
    return 'DVPortgroupDestroyedEvent';
  if (object instanceof ResourcePool && object.type === 'ResourcePool')
    return 'ResourcePoolDestroyedEvent';
  return object instanceof ComputeResource && object.isCluster
    ? 'ClusterDestroyedEvent'
    : undefined;
}
