import { DistributedSwitch } from '../estate/entity.ts';
import type { Folder, Network } from '../estate/entity.ts';
import {
  addPortgroup,
  changePortgroup,
  changeSwitch,
  createSwitch,
  portsOfGroup,
  type Port,
  type PortgroupSpec,
  type SwitchSpec,
} from '../estate/switches.ts';
import { portSetting } from '../properties/storage-network-properties.ts';
import { switchUuid } from '../properties/vm-devices.ts';
import type { Call, Handlers } from '../server/call.ts';
import type { Task } from '../tasks/task.ts';
import { invalidArgument, VimFault } from '../wire/fault.ts';
import type { Data } from '../wire/value.ts';
import { demand } from './arguments.ts';
import { startTask } from './start-task.ts';

/** Distributed switches and their port groups. */

interface CreateSpec {
  readonly configSpec: SwitchSpec;
  readonly productInfo?: Data;
}

export const folderSwitchMethods: Handlers<Folder> = {
  CreateDVS_Task: (call) => {
    const { self, world } = call;
    const { configSpec: spec, productInfo } = call.args.spec as CreateSpec;
    return startTask(call, {
      descriptionId: 'Folder.createDistributedVirtualSwitch',
      entity: self,
      run: () => createSwitch(world.estate, self, { spec, productInfo }),
    });
  },
};

function add(call: Call<DistributedSwitch>, specs: readonly PortgroupSpec[], name: string): Task {
  const { self, world } = call;
  return startTask(call, {
    descriptionId: `dvs.DistributedVirtualSwitch.${name}`,
    entity: self,
    run: () => {
      const [first] = specs.map((spec) => addPortgroup(world.estate, self, spec));
      return name === 'createPortgroup' ? first : undefined;
    },
  });
}

interface Criteria {
  readonly connected?: boolean;
  readonly uplinkPort?: boolean;
  readonly inside?: boolean;
  readonly portgroupKey?: readonly string[];
  readonly portKey?: readonly string[];
}

function isWanted(
  { key, group, isConnected }: Port,
  { connected, uplinkPort, inside = true, portgroupKey = [], portKey = [] }: Criteria,
): boolean {
  return (
    (connected === undefined || connected === isConnected) &&
    (uplinkPort === undefined || uplinkPort === group.isUplink) &&
    (portgroupKey.length === 0 || portgroupKey.includes(group.id) === inside) &&
    (portKey.length === 0 || portKey.includes(key))
  );
}

function ports({ self, args }: Call<DistributedSwitch>): Port[] {
  const criteria = (args.criteria ?? {}) as Criteria;
  return [...self.portgroups].flatMap((group) =>
    portsOfGroup(group).filter((port) => isWanted(port, criteria)),
  );
}

export const switchMethods: Handlers<DistributedSwitch> = {
  ReconfigureDvs_Task: (call) => {
    const { self, world } = call;
    demand(call, self, 'DVSwitch.Modify');
    const spec = call.args.spec as SwitchSpec;
    return startTask(call, {
      descriptionId: 'dvs.DistributedVirtualSwitch.reconfigure',
      entity: self,
      run: () => changeSwitch(world.estate, self, spec),
    });
  },
  CreateDVPortgroup_Task: (call) => add(call, [call.args.spec as PortgroupSpec], 'createPortgroup'),
  AddDVPortgroup_Task: (call) =>
    add(call, call.args.spec as readonly PortgroupSpec[], 'addPortgroups'),
  FetchDVPortKeys: (call) => ports(call).map(({ key }) => key),
  FetchDVPorts: (call) => {
    const { estate } = call.world;
    return ports(call).map(({ key, group }) => ({
      key,
      portgroupKey: group.id,
      dvsUuid: switchUuid(call.self.serial, estate.seed),
      config: { setting: portSetting(group.vlan, group.isUplink), configVersion: '0' },
      conflict: false,
      lastStatusChange: estate.startTime,
    }));
  },
  LookupDvPortGroup: ({ self, args }) => {
    const found = [...self.portgroups].find(({ id }) => id === args.portgroupKey);
    if (found === undefined) throw new VimFault('NotFound', 'There is no such port group.');
    return found;
  },
};

export const portgroupMethods: Handlers<Network> = {
  ReconfigureDVPortgroup_Task: (call) => {
    const { self, world } = call;
    demand(call, self, 'DVPortgroup.Modify');
    const spec = call.args.spec as PortgroupSpec & { readonly configVersion?: string };
    if (spec.configVersion !== undefined && spec.configVersion !== String(self.version))
      throw new VimFault('ConcurrentAccess', 'The port group was changed meanwhile.');
    return startTask(call, {
      descriptionId: 'dvs.DistributedVirtualPortgroup.reconfigure',
      entity: self,
      run: () => changePortgroup(world.estate, self, spec),
    });
  },
};

/** A switch by its UUID: DVSManager. */
export const switchManagerMethods: Handlers = {
  QueryDvsByUuid: ({ args, world }) => {
    const { estate } = world;
    for (const object of estate.objects.values())
      if (
        object instanceof DistributedSwitch &&
        switchUuid(object.serial, estate.seed) === args.uuid
      )
        return object;
    throw invalidArgument('uuid');
  },
};
