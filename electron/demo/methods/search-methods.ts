import { Datacenter, Entity } from '../estate/entity.ts';
import type { Host, VirtualMachine } from '../estate/entity.ts';
import { childrenOf } from '../estate/estate.ts';
import { uuidFrom } from '../estate/random.ts';
import { escapeName } from '../properties/entity-properties.ts';
import {
  biosUuid,
  hostName,
  instanceUuid,
  ipv6Of,
  primaryAddress,
  toolsRunning,
  vmxPath,
} from '../properties/vm-facts.ts';
import type { Call, Handlers } from '../server/call.ts';
import { findObject } from '../server/call.ts';
import { notFound } from '../wire/fault.ts';
import type { Reference } from '../wire/value.ts';

/** SearchIndex. */

function entityOf(call: Call, value: unknown): Entity {
  const entity = findObject(call.world, call.session, value as Reference);
  if (!(entity instanceof Entity)) {
    throw notFound(value as Reference);
  }
  return entity;
}

function childNamed(entity: Entity, name: string): Entity | undefined {
  for (const child of childrenOf(entity)) {
    if (child.name === name || escapeName(child.name) === name) {
      return child;
    }
  }
  return undefined;
}

function byInventoryPath(root: Entity, path: string): Entity | undefined {
  let entity: Entity | undefined = root;
  for (const name of path.split('/').filter((part) => part !== '')) {
    entity = entity === undefined ? undefined : childNamed(entity, name);
  }
  return entity === root ? undefined : entity;
}

function isIn(entity: Entity, datacenter: Datacenter | undefined): boolean {
  if (datacenter === undefined) {
    return true;
  }
  for (let at: Entity | undefined = entity; at !== undefined; at = at.parent) {
    if (at === datacenter) {
      return true;
    }
  }
  return false;
}

/** Searches VMs or hosts, as `vmSearch` says. */
function search(
  call: Call,
  matchesVm: (vm: VirtualMachine) => boolean,
  matchesHost: (host: Host) => boolean,
): Entity[] {
  const { args, world } = call;
  const scope = args.datacenter === undefined ? undefined : entityOf(call, args.datacenter);
  const datacenter = scope instanceof Datacenter ? scope : undefined;
  const found: Entity[] =
    args.vmSearch === true
      ? [...world.estate.vms].filter(matchesVm)
      : [...world.estate.hosts].filter(matchesHost);
  return found.filter((entity) => isIn(entity, datacenter));
}

function byUuid(call: Call): Entity[] {
  const { seed } = call.world.estate;
  const uuid = String(call.args.uuid).toLowerCase();
  const uuidOf = call.args.instanceUuid === true ? instanceUuid : biosUuid;
  return search(
    call,
    (vm) => uuidOf(vm, seed) === uuid,
    (host) => uuidFrom(seed, `host/${host.serial}`) === uuid,
  );
}

function byDnsName(call: Call): Entity[] {
  const name = String(call.args.dnsName).toLowerCase();
  return search(
    call,
    (vm) => hostName(vm)?.toLowerCase() === name,
    (host) => host.name.toLowerCase() === name,
  );
}

function byIp(call: Call): Entity[] {
  const ip = String(call.args.ip);
  return search(
    call,
    (vm) =>
      primaryAddress(vm) === ip ||
      (toolsRunning(vm) &&
        vm.nics.some(
          ({ ipv4, mac, network }) => ipv4 === ip || ipv6Of(mac, network.vlan).includes(ip),
        )),
    (host) => host.address === ip,
  );
}

export const searchMethods: Handlers = {
  FindByInventoryPath: ({ args, world }) =>
    byInventoryPath(world.estate.rootFolder, String(args.inventoryPath)),
  FindChild: (call) => childNamed(entityOf(call, call.args.entity), String(call.args.name)),
  FindByUuid: (call) => byUuid(call)[0],
  FindAllByUuid: byUuid,
  FindByDnsName: (call) => byDnsName(call)[0],
  FindAllByDnsName: byDnsName,
  FindByIp: (call) => byIp(call)[0],
  FindAllByIp: byIp,
  FindByDatastorePath: ({ args, world }) =>
    [...world.estate.vms].find((vm) => vmxPath(vm) === args.path),
};
