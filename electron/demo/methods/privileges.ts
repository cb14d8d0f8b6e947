import { declaredPrivileges, isA } from '../api/model.ts';
import { VirtualMachine } from '../estate/entity.ts';
import type { Managed } from '../estate/entity.ts';
import type { ConfigSpec } from '../estate/machine/reconfigure.ts';
import type { DeviceChange } from '../estate/devices/device-spec.ts';
import type { Decoded } from '../wire/decode.ts';
import type { Reference } from '../wire/value.ts';

/** The privileges of methods that the API model gives none: they depend on the object or on the arguments. */

type ByArguments = (object: Managed, args: Decoded) => readonly string[];

/** The privilege for the first type of the list that an object is of. */
function byType(type: string, list: readonly (readonly [string, string])[]): readonly string[] {
  const found = list.find(([base]) => isA(type, base));
  return found === undefined ? [] : [found[1]];
}

const rename = [
  ['VirtualMachine', 'VirtualMachine.Config.Rename'],
  ['VirtualApp', 'VApp.Rename'],
  ['ResourcePool', 'Resource.RenamePool'],
  ['Folder', 'Folder.Rename'],
  ['Datacenter', 'Datacenter.Rename'],
  ['Datastore', 'Datastore.Rename'],
  ['ComputeResource', 'Host.Inventory.RenameCluster'],
  ['DistributedVirtualSwitch', 'DVSwitch.Modify'],
  ['Network', 'Network.Config'],
] as const;

const destroy = [
  ['VirtualMachine', 'VirtualMachine.Inventory.Delete'],
  ['VirtualApp', 'VApp.Delete'],
  ['ResourcePool', 'Resource.DeletePool'],
  ['Folder', 'Folder.Delete'],
  ['Datacenter', 'Datacenter.Delete'],
  ['HostSystem', 'Host.Inventory.RemoveHostFromCluster'],
  ['ComputeResource', 'Host.Inventory.DeleteCluster'],
  ['DistributedVirtualPortgroup', 'DVPortgroup.Delete'],
  ['DistributedVirtualSwitch', 'DVSwitch.Delete'],
] as const;

const moveTo = [
  ['VirtualMachine', 'VirtualMachine.Inventory.Move'],
  ['VirtualApp', 'VApp.Move'],
  ['Folder', 'Folder.Move'],
  ['Datacenter', 'Datacenter.Move'],
  ['Datastore', 'Datastore.Move'],
  ['ComputeResource', 'Host.Inventory.MoveCluster'],
  ['HostSystem', 'Host.Inventory.MoveHost'],
  ['DistributedVirtualSwitch', 'DVSwitch.Move'],
  ['Network', 'Network.Move'],
] as const;

function forDevice({ operation, fileOperation, device }: DeviceChange): string {
  if (isA(device.$type, 'VirtualDisk')) {
    if (operation === 'add') {
      return `VirtualMachine.Config.${fileOperation === 'create' ? 'AddNewDisk' : 'AddExistingDisk'}`;
    }
    return `VirtualMachine.Config.${operation === 'remove' ? 'RemoveDisk' : 'DiskExtend'}`;
  }
  if (operation !== 'edit') {
    return 'VirtualMachine.Config.AddRemoveDevice';
  }
  return isA(device.$type, 'VirtualCdrom')
    ? 'VirtualMachine.Interact.SetCDMedia'
    : 'VirtualMachine.Config.EditDevice';
}

/** What the parts of a ConfigSpec need. */
const bySetting: readonly (readonly [keyof ConfigSpec, string])[] = [
  ['name', 'Rename'],
  ['annotation', 'Annotation'],
  ['numCPUs', 'CPUCount'],
  ['numCoresPerSocket', 'CPUCount'],
  ['memoryMB', 'Memory'],
  ['cpuHotAddEnabled', 'CPUCount'],
  ['memoryHotAddEnabled', 'Memory'],
  ['cpuAllocation', 'Resource'],
  ['memoryAllocation', 'Resource'],
  ['extraConfig', 'AdvancedConfig'],
  ['guestId', 'Settings'],
  ['firmware', 'Settings'],
  ['bootOptions', 'Settings'],
  ['nestedHVEnabled', 'Settings'],
  ['tools', 'Settings'],
];

function reconfigure(spec: ConfigSpec): string[] {
  const settings = bySetting
    .filter(([field]) => spec[field] !== undefined)
    .map(([, name]) => `VirtualMachine.Config.${name}`);
  return [...new Set([...settings, ...(spec.deviceChange ?? []).map(forDevice)])];
}

function clone(object: Managed, args: Decoded): string {
  const toTemplate = (args.spec as { readonly template: boolean }).template;
  const fromTemplate = object instanceof VirtualMachine && object.template;
  if (fromTemplate) {
    return `VirtualMachine.Provisioning.${toTemplate ? 'CloneTemplate' : 'DeployTemplate'}`;
  }
  return `VirtualMachine.Provisioning.${toTemplate ? 'CreateTemplateFromVM' : 'Clone'}`;
}

const migrate = (object: Managed): string[] => [
  object instanceof VirtualMachine && object.power === 'poweredOn'
    ? 'Resource.HotMigrate'
    : 'Resource.ColdMigrate',
];

const each = (list: unknown, of: (reference: Reference) => readonly string[]): string[] => [
  ...new Set((list as readonly Reference[]).flatMap(of)),
];

const byMethod: Readonly<Record<string, ByArguments>> = {
  Rename_Task: ({ type }) => byType(type, rename),
  Destroy_Task: ({ type }) => byType(type, destroy),
  ReconfigVM_Task: (_, { spec }) => reconfigure(spec as ConfigSpec),
  MigrateVM_Task: migrate,
  RelocateVM_Task: migrate,
  CloneVM_Task: (object, args) => [clone(object, args)],
  MoveIntoFolder_Task: (_, { list }) => each(list, ({ type }) => byType(type, moveTo)),
  MoveIntoResourcePool: (_, { list }) =>
    each(list, ({ type }) => [
      type === 'VirtualMachine' ? 'Resource.AssignVMToPool' : 'Resource.MovePool',
    ]),
  UpdateConfig: (_, { name }) => [
    ...(name === undefined ? [] : ['Resource.RenamePool']),
    'Resource.EditPool',
  ],
  DestroyChildren: () => ['Resource.DeletePool'],
  SetField: () => ['Global.SetCustomField'],
  setCustomValue: () => ['Global.SetCustomField'],
  SearchDatastore_Task: () => ['Datastore.Browse'],
  SearchDatastoreSubFolders_Task: () => ['Datastore.Browse'],
  AcquireTicket: () => ['VirtualMachine.Interact.ConsoleInteract'],
  CancelTask: () => ['Global.CancelTask'],
};

const read = ['System.Anonymous', 'System.Read', 'System.View'];

/** Every privilege that an operation may need. */
export function allPrivileges(): readonly string[] {
  const tables = [rename, destroy, moveTo].flatMap((table) => table.map(([, name]) => name));
  const settings = bySetting.map(([, name]) => `VirtualMachine.Config.${name}`);
  return [
    ...new Set([...read, ...declaredPrivileges(), ...tables, ...settings, ...furtherPrivileges]),
  ].sort();
}

/** Those that no method declares and no table above holds. */
const furtherPrivileges = [
  'Alarm.Acknowledge',
  'Alarm.Create',
  'Authorization.ModifyPermissions',
  'DVPortgroup.Modify',
  'DVSwitch.Modify',
  'Datastore.AllocateSpace',
  'Datastore.Browse',
  'Datastore.FileManagement',
  'Host.Config.AdvancedConfig',
  'Global.CancelTask',
  'Global.SetCustomField',
  'VirtualMachine.GuestOperations.Execute',
  'VirtualMachine.GuestOperations.Modify',
  'VirtualMachine.GuestOperations.ModifyAliases',
  'VirtualMachine.GuestOperations.Query',
  'VirtualMachine.GuestOperations.QueryAliases',
  'Network.Assign',
  'StoragePod.Config',
  'Resource.AssignVMToPool',
  'Resource.EditPool',
  'Resource.HotMigrate',
  'Resource.MovePool',
  'VirtualMachine.Config.AddExistingDisk',
  'VirtualMachine.Config.AddNewDisk',
  'VirtualMachine.Config.AddRemoveDevice',
  'VirtualMachine.Config.DiskExtend',
  'VirtualMachine.Config.EditDevice',
  'VirtualMachine.Config.RemoveDisk',
  'VirtualMachine.Interact.SetCDMedia',
  'VirtualMachine.Inventory.CreateFromExisting',
  'VirtualMachine.Provisioning.Clone',
  'VirtualMachine.Provisioning.CloneTemplate',
  'VirtualMachine.Provisioning.CreateTemplateFromVM',
  'VirtualMachine.Provisioning.DeployTemplate',
];

/**
 * The privileges that a call needs.
 */
export function privilegesFor(
  method: { readonly name: string; readonly privilege: string | null },
  object: Managed,
  args: Decoded,
): readonly string[] {
  const dependent = byMethod[method.name]?.(object, args);
  return dependent ?? [method.privilege ?? 'System.View'];
}
