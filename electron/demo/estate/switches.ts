import { invalidArgument, VimFault } from '../wire/fault.ts';
import type { Data, Reference } from '../wire/value.ts';
import { DistributedSwitch, Host, Network } from './entity.ts';
import type { Folder } from './entity.ts';
import type { Estate } from './estate.ts';
import { enter, leave } from './folders.ts';
import { vmsOf } from './machine/residents.ts';
import { checkName, rename } from './operations.ts';
import { siteOf } from './sites.ts';

/** Distributed switches and their port groups: made, changed, deleted, and the hosts that are on them. */

/** The part of VMwareDVSConfigSpec that is simulated; what else it has is kept as it is. */
export interface SwitchSpec extends Data {
  readonly name?: string;
  readonly host?: readonly { readonly operation: string; readonly host: Reference }[];
}

/** The part of DVPortgroupConfigSpec that is simulated. */
export interface PortgroupSpec {
  readonly name?: string;
  readonly numPorts?: number;
  readonly type?: string;
  readonly description?: string;
  readonly autoExpand?: boolean;
  readonly defaultPortConfig?: { readonly vlan?: { readonly vlanId?: unknown } };
}

/** Fields of a switch's configuration that a spec sets as they are. */
const kept = [
  'maxMtu',
  'linkDiscoveryProtocolConfig',
  'description',
  'contact',
  'maxPorts',
  'multicastFilteringMode',
  'lacpApiVersion',
  'switchIpAddress',
] as const;

function settingsOf(spec: SwitchSpec): Data {
  return Object.fromEntries(
    kept.flatMap((name) => (spec[name] === undefined ? [] : [[name, spec[name]]])),
  );
}

/** @throws VimFault NotSupported, DuplicateName, InvalidName, InvalidArgument */
export function createSwitch(
  estate: Estate,
  folder: Folder,
  { spec, productInfo }: { readonly spec: SwitchSpec; readonly productInfo: Data | undefined },
): DistributedSwitch {
  if (!folder.childTypes.includes('DistributedVirtualSwitch'))
    throw new VimFault('NotSupported', 'The operation is not supported on the object.');
  const name = spec.name ?? `DSwitch ${estate.nextSerial()}`;
  checkName(undefined, name, folder.children);
  const serial = estate.nextSerial();
  const dvs = new DistributedSwitch(`dvs-${serial}`, serial, name);
  dvs.settings = settingsOf(spec);
  dvs.productInfo = productInfo ?? {};
  enter(estate, folder, dvs);
  addPortgroup(estate, dvs, { name: `${name}-DVUplinks-${serial}` }, true);
  changeHosts(estate, dvs, spec);
  return dvs;
}

/** @throws VimFault DuplicateName, InvalidName, InvalidArgument */
export function addPortgroup(
  estate: Estate,
  dvs: DistributedSwitch,
  spec: PortgroupSpec,
  uplink = false,
): Network {
  if (spec.name === undefined) throw invalidArgument('spec.name');
  if (spec.type === undefined && !uplink) throw invalidArgument('spec.type');
  checkName(undefined, spec.name, dvs.portgroups);
  const serial = estate.nextSerial();
  const options = { vlan: vlanOf(spec) ?? 0, dvs, uplink };
  const group = new Network(`dvportgroup-${serial}`, serial, spec.name, options);
  Object.assign(group, portsOf(spec, { ports: group.ports, binding: 'earlyBinding' }));
  group.description = spec.description;
  dvs.portgroups.add(group);
  const folder = dvs.parent as Folder;
  siteOf(dvs)?.networks.add(group);
  enter(estate, folder, group);
  for (const host of dvs.hosts) connect(estate, host, group);
  tell(estate, dvs);
  const site = siteOf(dvs);
  if (site !== undefined) estate.memberChanged(site, 'network', group, 'add');
  estate.memberChanged(dvs, 'portgroup', group, 'add');
  return group;
}

function vlanOf({ defaultPortConfig }: PortgroupSpec): number | undefined {
  const vlan = defaultPortConfig?.vlan?.vlanId;
  if (vlan === undefined) return undefined;
  if (typeof vlan !== 'number' || vlan < 0 || vlan > 4094)
    throw invalidArgument('spec.defaultPortConfig.vlan');
  return vlan;
}

/** A group that binds ephemerally has no ports of its own. */
function portsOf(
  { numPorts, type }: PortgroupSpec,
  before: { readonly ports: number; readonly binding: string },
): { readonly ports: number; readonly binding: string } {
  const binding = type ?? before.binding;
  return { binding, ports: numPorts ?? (binding === 'ephemeral' ? 0 : before.ports) };
}

/** What a switch says of its groups and hosts. */
function tell(estate: Estate, dvs: DistributedSwitch): void {
  dvs.version += 1;
  estate.changed(dvs, 'config', 'summary');
}

function connect(estate: Estate, host: Host, group: Network): void {
  host.networks.add(group);
  group.hosts.add(host);
  host.compute.networks.add(group);
  estate.memberChanged(host, 'network', group, 'add');
  estate.memberChanged(group, 'host', host, 'add');
  estate.memberChanged(host.compute, 'network', group, 'add');
}

function disconnect(estate: Estate, host: Host, group: Network): void {
  host.networks.delete(group);
  group.hosts.delete(host);
  estate.memberChanged(host, 'network', group, 'remove');
  estate.memberChanged(group, 'host', host, 'remove');
  if ([...host.compute.hosts].some(({ networks }) => networks.has(group))) return;
  host.compute.networks.delete(group);
  estate.memberChanged(host.compute, 'network', group, 'remove');
}

/** @throws VimFault ResourceInUse while a machine of the host uses the switch */
function removeHost(estate: Estate, dvs: DistributedSwitch, host: Host): void {
  const isUsed = [...dvs.portgroups].some((group) =>
    [...vmsOf(group)].some((vm) => vm.host === host),
  );
  if (isUsed) throw inUse(dvs);
  dvs.hosts.delete(host);
  for (const group of dvs.portgroups) disconnect(estate, host, group);
}

function changeHosts(
  estate: Estate,
  dvs: DistributedSwitch,
  { host: changes = [] }: SwitchSpec,
): void {
  for (const { operation, host: reference } of changes) {
    const host = estate.get(reference.id);
    if (!(host instanceof Host) || siteOf(host) !== siteOf(dvs))
      throw invalidArgument('spec.host.host');
    const isMember = dvs.hosts.has(host);
    if (operation === 'add' && isMember)
      throw new VimFault('AlreadyExists', `'${host.name}' is on the switch already.`, {
        name: host.name,
      });
    if (operation !== 'add' && !isMember)
      throw new VimFault('NotFound', `'${host.name}' is not on the switch.`);
    if (operation === 'remove') removeHost(estate, dvs, host);
    if (operation !== 'add') continue;
    dvs.hosts.add(host);
    for (const group of dvs.portgroups) connect(estate, host, group);
    estate.events.post({
      type: 'DvsHostJoinedEvent',
      subjects: { dvs, ...siteFields(dvs) },
      also: [host],
      fields: { hostJoined: { name: host.name, host } },
    });
  }
}

function siteFields(dvs: DistributedSwitch): {
  readonly datacenter?: NonNullable<ReturnType<typeof siteOf>>;
} {
  const datacenter = siteOf(dvs);
  return datacenter === undefined ? {} : { datacenter };
}

/** @throws VimFault DuplicateName, InvalidName, InvalidArgument, AlreadyExists, NotFound, ResourceInUse */
export function changeSwitch(estate: Estate, dvs: DistributedSwitch, spec: SwitchSpec): void {
  if (spec.name !== undefined && spec.name !== dvs.name) rename(estate, dvs, spec.name);
  dvs.settings = { ...dvs.settings, ...settingsOf(spec) };
  changeHosts(estate, dvs, spec);
  tell(estate, dvs);
}

/** @throws VimFault DuplicateName, InvalidName, InvalidArgument */
export function changePortgroup(estate: Estate, group: Network, spec: PortgroupSpec): void {
  if (spec.name !== undefined && spec.name !== group.name) {
    checkName(group, spec.name, group.dvs?.portgroups ?? []);
    rename(estate, group, spec.name);
  }
  group.vlan = vlanOf(spec) ?? group.vlan;
  Object.assign(group, portsOf(spec, group));
  group.description = spec.description ?? group.description;
  group.version += 1;
  estate.changed(group, 'config', 'portKeys');
}

function inUse({ type, name }: { readonly type: string; readonly name: string }): VimFault {
  return new VimFault('ResourceInUse', `The resource '${name}' is in use.`, { type, name });
}

function take(estate: Estate, group: Network): void {
  for (const host of group.hosts) disconnect(estate, host, group);
  const site = siteOf(group);
  site?.networks.delete(group);
  if (site !== undefined) estate.memberChanged(site, 'network', group, 'remove');
  group.dvs?.portgroups.delete(group);
  leave(estate, group);
}

/** @throws VimFault ResourceInUse while machines use it, and for the uplinks, which go with their switch */
export function destroyPortgroup(estate: Estate, group: Network): void {
  const { dvs } = group;
  if (dvs === undefined)
    throw new VimFault('NotSupported', 'The operation is not supported on the object.');
  if (vmsOf(group).size > 0 || group.isUplink) throw inUse(group);
  take(estate, group);
  estate.memberChanged(dvs, 'portgroup', group, 'remove');
  tell(estate, dvs);
}

/** With its port groups. @throws VimFault ResourceInUse while machines use it */
export function destroySwitch(estate: Estate, dvs: DistributedSwitch): void {
  if ([...dvs.portgroups].some((group) => vmsOf(group).size > 0)) throw inUse(dvs);
  for (const group of dvs.portgroups) take(estate, group);
  leave(estate, dvs);
}

/** A port of a group; a machine is connected with it, or none. */
export interface Port {
  readonly key: string;
  readonly group: Network;
  readonly isConnected: boolean;
}

/** The ports of a group: one for each machine that uses it, and those that are free. */
export function portsOfGroup(group: Network): readonly Port[] {
  const used = [...vmsOf(group)].map(({ serial }) => ({
    key: String(serial),
    group,
    isConnected: true,
  }));
  const free = Math.max(0, group.ports - used.length);
  const first = 1_000_000 + group.serial * 1000;
  return [
    ...used,
    ...Array.from({ length: free }, (_, n) => ({
      key: String(first + n),
      group,
      isConnected: false,
    })),
  ];
}
