import { invalidArgument } from '../wire/fault.ts';
import type { Data, Reference } from '../wire/value.ts';
import { Host, VirtualMachine } from './entity.ts';
import type { ComputeResource } from './entity.ts';
import { lists, plainCluster, type ClusterConfig, type ListName } from './cluster-settings.ts';
import type { Estate } from './estate.ts';
import { vmsOf } from './machine/residents.ts';

/** What is configured of a cluster beyond its hosts: HA, DRS, groups, rules, and what is otherwise for single machines. */

/** A change of a list: ArrayUpdateSpec. */
interface Update {
  readonly operation: 'add' | 'edit' | 'remove';
  readonly removeKey?: unknown;
  readonly info?: Data;
}

/** The part of ClusterConfigSpecEx that is simulated. */
export interface ClusterSpec extends Data {
  readonly dasConfig?: Data;
  readonly drsConfig?: Data;
  readonly dpmConfig?: Data;
  readonly groupSpec?: readonly Update[];
  readonly rulesSpec?: readonly Update[];
  readonly dasVmConfigSpec?: readonly Update[];
  readonly drsVmConfigSpec?: readonly Update[];
  readonly vmOrchestrationSpec?: readonly Update[];
}

const idOf = (value: unknown): string | undefined => (value as Reference | undefined)?.id;

/** What an element of a list is known by. */
const keys: Readonly<Record<ListName, (info: Data) => unknown>> = {
  group: ({ name }) => name,
  rule: ({ key }) => key,
  dasVmConfig: ({ key }) => idOf(key),
  drsVmConfig: ({ key }) => idOf(key),
  vmOrchestration: ({ vm }) => idOf(vm),
};

const references = (value: unknown): readonly Reference[] =>
  Array.isArray(value) ? (value as readonly Reference[]) : [];

/** @throws VimFault InvalidArgument for what is not of the cluster */
function requireMembers(cluster: ComputeResource, estate: Estate, info: Data): void {
  for (const { id } of references(info.vm)) {
    const vm = estate.get(id);
    if (!(vm instanceof VirtualMachine) || vm.host.compute !== cluster)
      throw invalidArgument('spec.groupSpec.info.vm');
  }
  for (const { id } of references(info.host)) {
    const host = estate.get(id);
    if (!(host instanceof Host) || host.compute !== cluster)
      throw invalidArgument('spec.groupSpec.info.host');
  }
}

const rulesOfMachines = ['ClusterAffinityRuleSpec', 'ClusterAntiAffinityRuleSpec'];

/** @throws VimFault InvalidArgument for a rule of one machine, or of a group that there is not */
function requireRule(groups: readonly Data[], info: Data): void {
  if (rulesOfMachines.includes(String(info.$type)) && references(info.vm).length < 2)
    throw invalidArgument('spec.rulesSpec.info.vm');
  const names = [
    'vmGroupName',
    'affineHostGroupName',
    'antiAffineHostGroupName',
    'vmGroup',
    'dependsOnVmGroup',
  ];
  for (const field of names) {
    const name = info[field];
    if (typeof name === 'string' && !groups.some((group) => group.name === name))
      throw invalidArgument(`spec.rulesSpec.info.${field}`);
  }
}

/** A rule as the cluster keeps it: with a key, and enabled unless it says otherwise. */
function completed(list: ListName, info: Data, all: readonly Data[]): Data {
  if (list !== 'rule') return list === 'group' ? { userCreated: true, ...info } : info;
  const key = 1 + Math.max(0, ...all.map((one) => Number(one.key)));
  return { status: 'green', enabled: false, userCreated: true, inCompliance: true, ...info, key };
}

/** @throws VimFault InvalidArgument for a key that is there already, or is not */
function updated(list: ListName, before: readonly Data[], updates: readonly Update[]): Data[] {
  const keyOf = keys[list];
  let all = [...before];
  for (const { operation, removeKey, info = {} } of updates) {
    const key = operation === 'remove' ? (idOf(removeKey) ?? removeKey) : keyOf(info);
    const at = all.findIndex((one) => keyOf(one) === key);
    if (operation === 'add') {
      const isTaken = list === 'rule' ? all.some(({ name }) => name === info.name) : at >= 0;
      if (isTaken) throw invalidArgument(`spec.${lists[list]}.info`);
      all.push(completed(list, info, all));
    } else if (at < 0) {
      throw invalidArgument(`spec.${lists[list]}.${operation === 'remove' ? 'removeKey' : 'info'}`);
    } else {
      all = operation === 'remove' ? all.toSpliced(at, 1) : all.with(at, { ...all[at], ...info });
    }
  }
  return all;
}

/**
 * The configuration that comes of a spec.
 *
 * @param modify false when what the spec leaves out goes back to its default
 * @throws VimFault InvalidArgument
 */
export function configuredBy(
  estate: Estate,
  cluster: ComputeResource,
  { spec, modify }: { readonly spec: ClusterSpec; readonly modify: boolean },
): ClusterConfig {
  const before = modify ? cluster.config : plainCluster;
  for (const { info } of spec.groupSpec ?? [])
    if (info !== undefined) requireMembers(cluster, estate, info);
  const list = (name: ListName): Data[] => updated(name, before[name], spec[lists[name]] ?? []);
  const group = list('group');
  for (const { info } of spec.rulesSpec ?? []) if (info !== undefined) requireRule(group, info);
  return {
    group,
    rule: list('rule'),
    dasVmConfig: list('dasVmConfig'),
    drsVmConfig: list('drsVmConfig'),
    vmOrchestration: list('vmOrchestration'),
    dasConfig: { ...before.dasConfig, ...spec.dasConfig },
    drsConfig: { ...before.drsConfig, ...spec.drsConfig },
    dpmConfig: { ...before.dpmConfig, ...spec.dpmConfig },
  };
}

const flag = (value: unknown, otherwise: boolean): boolean =>
  typeof value === 'boolean' ? value : otherwise;

/** Gives a cluster its configuration, and says all that follows from it. */
export function configureCluster(
  estate: Estate,
  cluster: ComputeResource,
  config: ClusterConfig,
): void {
  const { ha, drs } = cluster.settings;
  cluster.config = config;
  cluster.settings = {
    ...cluster.settings,
    ha: flag(config.dasConfig.enabled, ha),
    drs: flag(config.drsConfig.enabled, drs),
  };
  estate.changed(cluster, 'configurationEx', 'configuration');
  if (drs !== cluster.settings.drs || ha !== cluster.settings.ha)
    estate.changed(cluster, 'summary', 'summaryEx');
  if (ha === cluster.settings.ha) return;
  for (const host of cluster.hosts) {
    estate.changed(host, 'runtime.dasHostState', 'summary.runtime.dasHostState');
    for (const vm of vmsOf(host))
      estate.changed(vm, 'runtime.dasVmProtection', 'summary.runtime.dasVmProtection');
  }
}

/** Lists without machines and hosts that are gone, or elsewhere by now. */
export function presentConfig(
  estate: Estate,
  cluster: ComputeResource,
): Readonly<Record<ListName, readonly Data[]>> {
  const isHere = (reference: unknown): boolean => {
    const object = estate.get(idOf(reference) ?? '');
    if (object instanceof VirtualMachine) return object.host.compute === cluster;
    return object instanceof Host && object.compute === cluster;
  };
  const { group, rule, dasVmConfig, drsVmConfig, vmOrchestration } = cluster.config;
  const members = (info: Data): Data => ({
    ...info,
    ...(info.vm !== undefined && { vm: references(info.vm).filter(isHere) }),
    ...(info.host !== undefined && { host: references(info.host).filter(isHere) }),
  });
  return {
    group: group.map(members),
    rule: rule.map(members),
    dasVmConfig: dasVmConfig.filter(({ key }) => isHere(key)),
    drsVmConfig: drsVmConfig.filter(({ key }) => isHere(key)),
    vmOrchestration: vmOrchestration.filter(({ vm }) => isHere(vm)),
  };
}
