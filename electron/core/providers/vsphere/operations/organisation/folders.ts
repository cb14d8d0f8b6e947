import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { reference } from '../../map/read.ts';
import { toMoref, toRef } from '../../object-updates.ts';
import { call } from '../call.ts';
import {
  folderChoices,
  folderName,
  roleOf,
  topFolder,
  type FolderRole,
} from '../choices/folders.ts';
import { inventoryPath, powercliObject, powercliOf } from '../commands/names.ts';
import { govc, powercli, powershellString } from '../commands/quote.ts';
import type { OperationDefinition, Subject, Work } from '../definition.ts';
import { deleteFolder } from './folder-contents.ts';
import { beyond, isBeyond } from '../inputs.ts';
import { parentOf } from '../placement/placement.ts';
import { needsVcenter } from '../refusals.ts';
import { escapeName, longestName } from './settings.ts';

const name: OperationInput = {
  name: 'name',
  label: say('input.name'),
  type: 'text',
  required: true,
  maxLength: longestName,
};

const roles: readonly { readonly value: FolderRole; readonly label: Text }[] = [
  { value: 'vmFolder', label: say('input.folder.kind.vms') },
  { value: 'hostFolder', label: say('input.folder.kind.hosts') },
  { value: 'datastoreFolder', label: say('input.folder.kind.datastores') },
  { value: 'networkFolder', label: say('input.folder.kind.networks') },
];

/** The folder of a kind that a thing can be moved into. */
const roleByType: Readonly<Record<string, FolderRole>> = {
  VirtualMachine: 'vmFolder',
  Datastore: 'datastoreFolder',
  StoragePod: 'datastoreFolder',
  Network: 'networkFolder',
  OpaqueNetwork: 'networkFolder',
  DistributedVirtualPortgroup: 'networkFolder',
  VmwareDistributedVirtualSwitch: 'networkFolder',
  ClusterComputeResource: 'hostFolder',
};

function roleFor({ ref, lookup }: Subject): FolderRole | undefined {
  return refType(ref) === 'Folder' ? roleOf(ref, lookup) : roleByType[refType(ref)];
}

/** The folders that a data center always has stand for it. */
function isTop({ ref, lookup }: Subject): boolean {
  const parent = parentOf(ref, lookup);
  return parent === undefined || refType(parent) !== 'Folder';
}

function parentFolder(work: Work): Ref {
  if (refType(work.ref) !== 'Datacenter') return work.ref;
  const role = roles.find(({ value }) => value === work.text('kind'))?.value ?? 'vmFolder';
  return reference(work.object[role]) ?? work.ref;
}

function destination(work: Work): Ref {
  const chosen = work.chosen('folder');
  const ref = chosen === undefined ? ('' as Ref) : toRef(chosen);
  if (refType(ref) !== 'Datacenter') return ref;
  return topFolder(ref, roleFor(work) ?? 'vmFolder', work.lookup) ?? ref;
}

/** Folders, and what is moved into them. */
export const folderOperations: readonly OperationDefinition[] = [
  {
    id: 'folder.create',
    label: say('operation.folder.create.label'),
    group: 'organise',
    icon: 'add',
    types: ['Folder', 'Datacenter'],
    // A datastore cluster is a folder that holds datastores alone.
    exists: ({ ref }) => refType(ref) !== 'StoragePod',
    privileges: ['Folder.Create'],
    refusal: needsVcenter,
    inputs: ({ ref }) =>
      refType(ref) === 'Datacenter'
        ? [
            name,
            {
              name: 'kind',
              label: say('input.folder.kind'),
              type: 'choice',
              required: true,
              initial: 'vmFolder',
              options: roles,
            },
          ]
        : [name],
    prepare: (work) => {
      const parent = parentFolder(work);
      return {
        calls: [call(toMoref(parent), 'CreateFolder', { name: escapeName(work.text('name')) })],
        steps: [
          say('step.folder.create', {
            folder: work.text('name'),
            parent: folderName(parent, work.lookup),
          }),
        ],
      };
    },
    commands: (work) => {
      const parent = parentFolder(work);
      return [
        govc(
          'folder.create',
          `${inventoryPath(parent, work.lookup)}/${escapeName(work.text('name'))}`,
        ),
        powercli(
          `New-Folder -Name ${powershellString(work.text('name'))} -Location ${powercliObject(parent)}`,
        ),
      ];
    },
  },
  {
    id: 'folder',
    label: say('operation.folder.label'),
    group: 'organise',
    types: [
      'VirtualMachine',
      'Folder',
      'Datastore',
      'StoragePod',
      'Network',
      'DistributedVirtualSwitch',
      'ClusterComputeResource',
    ],
    exists: (subject) => roleFor(subject) !== undefined && !(isFolder(subject) && isTop(subject)),
    refusal: needsVcenter,
    inputs: () => [
      {
        name: 'folder',
        label: say('input.folder'),
        type: 'lookup',
        required: true,
        accepts: ['folder', 'datacenter'],
      },
    ],
    choices: {
      folder: (work) =>
        Promise.resolve(folderChoices(work.lookup, roleFor(work) ?? 'vmFolder', work.ref, true)),
    },
    prepare: (work) => {
      const to = destination(work);
      if (isBeyond(to, work.ref, work.lookup)) throw beyond(work, to, work.ref);
      const where = folderName(to, work.lookup);
      if (parentOf(work.ref, work.lookup) === to)
        return { calls: [], steps: [say('step.folder.same', { name: work.name, folder: where })] };
      return {
        calls: [call(toMoref(to), 'MoveIntoFolder_Task', { list: [work.self] })],
        steps: [say('step.folder.move', { name: work.name, folder: where })],
      };
    },
    commands: (work) => {
      const to = destination(work);
      return [
        govc('object.mv', inventoryPath(work.ref, work.lookup), inventoryPath(to, work.lookup)),
        powercli(moveByPowercli(work, to)),
      ];
    },
  },
  {
    id: 'folder.delete',
    label: say('operation.folder.delete.label'),
    group: 'delete',
    icon: 'trash',
    types: ['Folder'],
    exists: (subject) => !isTop(subject),
    privileges: ['Folder.Delete'],
    destructive: true,
    refusal: needsVcenter,
    confirm: ({ name: folder }) => say('confirm.folder.delete', { name: folder }),
    inputs: (subject) => [
      {
        name: 'contents',
        label: say('input.folder.contents'),
        type: 'choice',
        required: true,
        initial: 'none',
        options: [
          { value: 'none', label: say('input.folder.contents.none') },
          ...(roleOf(subject.ref, subject.lookup) === 'vmFolder'
            ? [
                {
                  value: 'unregister',
                  label: say('input.folder.contents.unregister'),
                },
                { value: 'delete', label: say('input.folder.contents.delete') },
              ]
            : []),
        ],
      },
    ],
    prepare: deleteFolder,
    commands: (work) =>
      work.text('contents') === 'unregister'
        ? [powercli(`${powercliObject(work.ref)}.ExtensionData.UnregisterAndDestroy_Task()`)]
        : [
            govc('object.destroy', inventoryPath(work.ref, work.lookup)),
            powercli(
              `Remove-Folder -Folder ${powercliObject(work.ref)}${work.text('contents') === 'delete' ? ' -DeletePermanently' : ''} -Confirm:$false`,
            ),
          ],
  },
];

function isFolder({ ref }: Subject): boolean {
  return refType(ref) === 'Folder';
}

function moveByPowercli({ ref }: Work, to: Ref): string {
  const object = powercliObject(ref);
  const destinationFolder = powercliOf(toMoref(to));
  switch (refType(ref)) {
    case 'VirtualMachine':
      return `Move-VM -VM ${object} -InventoryLocation ${destinationFolder} -Confirm:$false`;
    case 'Folder':
      return `Move-Folder -Folder ${object} -Destination ${destinationFolder} -Confirm:$false`;
    case 'Datastore':
      return `Move-Datastore -Datastore ${object} -Destination ${destinationFolder} -Confirm:$false`;
    default:
      return `${destinationFolder}.ExtensionData.MoveIntoFolder_Task(${object}.ExtensionData.MoRef)`;
  }
}
