import { text as say } from '#shared/i18n/make-text.ts';
import { refType } from '#shared/model/reference.ts';
import { text } from '../../map/read.ts';
import { call } from '../call.ts';
import { inventoryPath, powercliObject } from '../commands/names.ts';
import { govc, powercli, powershellString } from '../commands/quote.ts';
import type { OperationDefinition, Subject, Work } from '../definition.ts';
import { parentOf } from '../placement/placement.ts';
import { reachable } from '../refusals.ts';

/** vCenter's limit for the name of an inventory object. */
export const longestName = 80;

/**
 * Whether a server renames the object: hosts and standard networks have the name of what they are, a data center's own folders and the
 * root pools that of their place.
 */
function hasNameOfItsOwn({ ref, lookup }: Subject): boolean {
  const above = (): string => {
    const parent = parentOf(ref, lookup);
    return parent === undefined ? '' : refType(parent);
  };
  switch (refType(ref)) {
    case 'HostSystem':
    case 'Network':
    case 'OpaqueNetwork':
    case 'ComputeResource':
      return false;
    case 'Folder':
      return ['Folder', 'StoragePod'].includes(above());
    case 'ResourcePool':
      return !above().endsWith('ComputeResource');
    default:
      return true;
  }
}

/** Names and notes. */
export const settingOperations: readonly OperationDefinition[] = [
  {
    id: 'rename',
    label: say('operation.rename.label'),
    group: 'edit',
    icon: 'rename',
    types: ['*'],
    sends: ['Rename_Task'],
    exists: hasNameOfItsOwn,
    refusal: reachable,
    inputs: ({ name }) => [
      {
        name: 'name',
        label: say('input.name.new'),
        type: 'text',
        initial: name,
        required: true,
        maxLength: longestName,
      },
    ],
    prepare: (work) => {
      const newName = work.text('name');
      if (newName === work.name)
        return { calls: [], steps: [say('step.rename.same', { name: work.name })] };
      return {
        calls: [call(work.self, 'Rename_Task', { newName: escapeName(newName) })],
        steps: [say('step.rename', { name: work.name, newName })],
      };
    },
    commands: ({ ref, lookup, text: given }) => [
      govc('object.rename', inventoryPath(ref, lookup), escapeName(given('name'))),
      powercli(renameByPowercli(ref, powershellString(given('name')))),
    ],
  },
  {
    id: 'describe',
    label: say('operation.describe.notes'),
    group: 'edit',
    types: ['VirtualMachine'],
    sends: ['ReconfigVM_Task'],
    privileges: ['VirtualMachine.Config.Annotation'],
    refusal: reachable,
    inputs: ({ object }) => [
      {
        name: 'description',
        label: say('input.notes'),
        type: 'text',
        required: false,
        multiline: true,
        initial: text(object, 'config.annotation') ?? '',
      },
    ],
    prepare: describe,
    commands: ({ ref, lookup, text: given }) => [
      // govc leaves the notes alone where they are to be empty.
      ...(given('description') === ''
        ? []
        : [
            govc(
              'vm.change',
              '-vm',
              inventoryPath(ref, lookup),
              '-annotation',
              given('description'),
            ),
          ]),
      powercli(
        `Set-VM -VM ${powercliObject(ref)} -Notes ${powershellString(given('description'))} -Confirm:$false`,
      ),
    ],
  },
];

function describe({ self, name, object, text: given }: Work) {
  const annotation = given('description');
  if (annotation === (text(object, 'config.annotation') ?? ''))
    return { calls: [], steps: [say('step.notes.same', { name })] };
  const spec = { $type: 'VirtualMachineConfigSpec', annotation } as const;
  return {
    calls: [call(self, 'ReconfigVM_Task', { spec })],
    steps: [
      annotation === '' ? say('step.notes.clear', { name }) : say('step.notes.set', { name }),
    ],
  };
}

/** The cmdlets that rename; other objects take the method itself. */
const renaming: Readonly<Record<string, (object: string, name: string) => string>> = {
  VirtualMachine: (vm, name) => `Set-VM -VM ${vm} -Name ${name} -Confirm:$false`,
  Folder: (folder, name) => `Set-Folder -Folder ${folder} -Name ${name}`,
  Datacenter: (center, name) => `Set-Datacenter -Datacenter ${center} -Name ${name}`,
  ClusterComputeResource: (cluster, name) =>
    `Set-Cluster -Cluster ${cluster} -Name ${name} -Confirm:$false`,
  ResourcePool: (pool, name) => `Set-ResourcePool -ResourcePool ${pool} -Name ${name}`,
  Datastore: (store, name) => `Set-Datastore -Datastore ${store} -Name ${name}`,
};

function renameByPowercli(ref: Subject['ref'], name: string): string {
  const cmdlet = renaming[refType(ref)];
  return cmdlet === undefined
    ? `${powercliObject(ref, 'Get-View')}.Rename(${name})`
    : cmdlet(powercliObject(ref), name);
}

/** vCenter keeps these three escaped, and takes a bare % for the start of an escape (Rename_Task, newName). */
export function escapeName(name: string): string {
  return name.replaceAll('%', '%25').replaceAll('/', '%2f').replaceAll('\\', '%5c');
}
