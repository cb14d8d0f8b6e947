import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { reference } from '../../map/read.ts';
import { toRef } from '../../object-updates.ts';
import { call } from '../call.ts';
import {
  datastoreOf,
  fileChoices,
  fileName,
  isDatastorePath,
  splitPath,
} from '../choices/files.ts';
import { folderName } from '../choices/folders.ts';
import { inventoryPath, powercliObject, powercliOf } from '../commands/names.ts';
import { govc, powercli, powershellString } from '../commands/quote.ts';
import type { OperationDefinition, Subject, Work } from '../definition.ts';
import {
  choosePlace,
  chooseVmFolder,
  folderInput,
  hostsChosen,
  ownFolder,
  placeInput,
  vmFolderOf,
} from '../inputs.ts';
import { isApp, placeOf } from '../placement/placement.ts';
import {
  firstOf,
  isMachine,
  isTemplate,
  needsVcenter,
  poweredOff,
  reachable,
} from '../refusals.ts';
import { escapeName, longestName } from '../organisation/settings.ts';
import { diskFilesOf, refuseShared } from '../hardware/shared-disks.ts';
import { needsOf, requireStorage, settledPlace } from '../placement/settled-place.ts';

/** What registering starts from: wherever VMs can be, and the datastores that their files are on. */
const holders = [
  'Datacenter',
  'Folder',
  'ComputeResource',
  'HostSystem',
  'ResourcePool',
  'Datastore',
] as const;

/** Templates and back, into the inventory and out of it, and the end. */
export const lifecycleOperations: readonly OperationDefinition[] = [
  {
    id: 'vm.toTemplate',
    label: say('operation.vm.toTemplate.label'),
    group: 'manage',
    types: ['VirtualMachine'],
    methods: ['MarkAsTemplate'],
    exists: isMachine,
    refusal: (subject) => firstOf(subject, needsVcenter, reachable, poweredOff),
    confirm: ({ name }) => say('confirm.vm.toTemplate', { name }),
    risk: () => say('risk.vm.toTemplate'),
    prepare: ({ self, name }) => ({
      calls: [call(self, 'MarkAsTemplate', {})],
      steps: [say('step.vm.toTemplate', { name })],
    }),
    commands: ({ ref, lookup }) => [
      govc('vm.markastemplate', inventoryPath(ref, lookup)),
      powercli(`Set-VM -VM ${powercliObject(ref)} -ToTemplate -Confirm:$false`),
    ],
  },
  {
    id: 'vm.fromTemplate',
    label: say('operation.vm.fromTemplate.label'),
    group: 'manage',
    types: ['VirtualMachine'],
    methods: ['MarkAsVirtualMachine'],
    exists: isTemplate,
    refusal: (subject) => firstOf(subject, needsVcenter, reachable),
    inputs: ({ object, lookup }) => {
      const host = reference(object['runtime.host']);
      return [
        {
          ...placeInput({ required: true, ...onlyDefined({ initial: host }) }, lookup),
          help: say('input.place.help'),
        },
      ];
    },
    choices: { host: choosePlace },
    prepare: async (work) => {
      const place = await requiredPlace(work);
      return {
        calls: [
          call(work.self, 'MarkAsVirtualMachine', {
            pool: place.pool,
            ...onlyDefined({ host: place.host }),
          }),
        ],
        steps: [say('step.vm.fromTemplateOn', { name: work.name, place: place.name })],
      };
    },
    commands: async (work) => {
      const { pool, host } = await requiredPlace(work);
      return [
        govc(
          'vm.markasvm',
          ...(host === undefined ? [] : ['-host', inventoryPath(toRef(host), work.lookup)]),
          '-pool',
          inventoryPath(toRef(pool), work.lookup),
          inventoryPath(work.ref, work.lookup),
        ),
        powercli(`Set-Template -Template ${powercliObject(work.ref, 'Get-Template')} -ToVM`),
      ];
    },
  },
  {
    id: 'vm.register',
    label: say('operation.vm.register.label'),
    group: 'create',
    types: holders,
    exists: holdsMachines,
    privileges: ({ ref }) =>
      /^(Datacenter|Folder):/.test(ref) ? ['VirtualMachine.Inventory.Register'] : [],
    inputs: (subject) => [
      {
        name: 'file',
        label: say('input.file'),
        type: 'lookup',
        required: true,
        help: say('input.file.help'),
        step: say('page.file'),
      },
      {
        name: 'name',
        label: say('input.name'),
        type: 'text',
        required: false,
        maxLength: longestName,
        help: say('input.name.fromFile'),
        step: say('page.file'),
      },
      { ...folderInput(ownFolder(subject), subject.lookup), step: say('page.location') },
      {
        ...placeInput(
          {
            required: true,
            ...(placeOf(subject.ref, subject.lookup) !== undefined && { initial: subject.ref }),
          },
          subject.lookup,
        ),
        step: say('page.location'),
      },
    ],
    choices: {
      file: (work) => fileChoices(work, hostsChosen(work), '.vmx'),
      folder: chooseVmFolder,
      host: choosePlace,
    },
    prepare: async (work) => {
      const { path, folder, place, name } = await registration(work);
      return {
        calls: [registerCall({ path, folder, place, name })],
        steps: [
          say('step.vm.register', {
            file: fileName(path),
            name,
            folder: isApp(place.pool) ? place.name : folderName(toRef(folder), work.lookup),
            place: place.name,
          }),
        ],
      };
    },
    commands: async (work) => {
      const { path, folder, place, name } = await registration(work);
      const { datastore, inside } = splitPath(path);
      const host = place.host;
      return [
        govc(
          'vm.register',
          '-ds',
          datastore,
          '-folder',
          inventoryPath(toRef(folder), work.lookup),
          '-pool',
          inventoryPath(toRef(place.pool), work.lookup),
          ...(host === undefined ? [] : ['-host', inventoryPath(toRef(host), work.lookup)]),
          ...(name === '' ? [] : ['-name', name]),
          inside,
        ),
        powercli(
          `New-VM -VMFilePath ${powershellString(path)} ${host === undefined ? `-ResourcePool ${powercliOf(place.pool)}` : `-VMHost ${powercliOf(host)}`} -Location ${powercliOf(folder)}${name === '' ? '' : ` -Name ${powershellString(name)}`}`,
        ),
      ];
    },
  },
  {
    id: 'vm.unregister',
    label: say('operation.vm.unregister.label'),
    group: 'delete',
    types: ['VirtualMachine'],
    methods: ['UnregisterVM'],
    refusal: (subject) => firstOf(subject, unregistrable, poweredOff),
    confirm: ({ name }) => say('confirm.vm.unregister', { name }),
    risk: () => say('risk.vm.unregister'),
    prepare: ({ self, name }) => ({
      calls: [call(self, 'UnregisterVM', {})],
      steps: [say('step.vm.unregister', { name })],
    }),
    commands: ({ ref, lookup }) => [
      govc('vm.unregister', inventoryPath(ref, lookup)),
      powercli(`Remove-VM -VM ${powercliObject(ref)} -Confirm:$false`),
    ],
  },
  {
    id: 'vm.delete',
    label: say('operation.vm.delete.label'),
    group: 'delete',
    icon: 'trash',
    types: ['VirtualMachine'],
    sends: ['Destroy_Task'],
    privileges: ['VirtualMachine.Inventory.Delete'],
    destructive: true,
    refusal: (subject) => firstOf(subject, reachable, poweredOff),
    confirm: ({ name }) => say('confirm.vm.delete', { name }),
    risk: () => say('risk.irreversible'),
    prepare: async (work) => {
      await refuseShared(work, diskFilesOf(work));
      return {
        calls: [call(work.self, 'Destroy_Task', {})],
        steps: [say('step.vm.delete', { name: work.name })],
      };
    },
    commands: (work) => [
      govc('object.destroy', inventoryPath(work.ref, work.lookup)),
      powercli(
        isTemplate(work)
          ? `Remove-Template -Template ${powercliObject(work.ref, 'Get-Template')} -DeletePermanently -Confirm:$false`
          : `Remove-VM -VM ${powercliObject(work.ref)} -DeletePermanently -Confirm:$false`,
      ),
    ],
  },
];

/** Of folders only those of machines; a datastore cluster is one of datastores. */
export function holdsMachines({ ref, object }: Subject): boolean {
  const { childType } = object;
  return (
    !/^(?:Folder|StoragePod):/.test(ref) ||
    (Array.isArray(childType) && childType.includes('VirtualMachine'))
  );
}

/** What is lost can be taken out of the inventory, and often is to be. */
function unregistrable(subject: Parameters<typeof reachable>[0]): Text | undefined {
  const { object } = subject;
  const state = object['runtime.connectionState'];
  return state === 'disconnected' || state === 'notResponding' ? reachable(subject) : undefined;
}

async function requiredPlace(work: Work, needs = needsOf(work)) {
  const place = await settledPlace(work, 'host', needs);
  if (place !== undefined) return place;
  const message = say('error.choosePlace', { name: work.name });
  throw new MorefException({ kind: 'invalid', message, ref: work.ref });
}

function registerCall({ path, folder, place, name }: Awaited<ReturnType<typeof registration>>) {
  const file = { path, ...(name !== '' && { name: escapeName(name) }) };
  const host = onlyDefined({ host: place.host });
  return isApp(place.pool)
    ? call(place.pool, 'RegisterChildVM_Task', { ...file, ...host })
    : call(folder, 'RegisterVM_Task', { ...file, asTemplate: false, pool: place.pool, ...host });
}

async function registration(work: Work) {
  const path = work.text('file');
  const folder = vmFolderOf(work);
  if (!isDatastorePath(path) || folder === undefined) {
    const message =
      folder === undefined ? say('error.chooseFolder') : say('error.noVmFile', { path });
    throw new MorefException({ kind: 'invalid', message, ref: work.ref });
  }
  // What the host has to see are the files, wherever the registration was started from.
  const storage = datastoreOf(path, work.lookup, hostsChosen(work));
  const place = await requiredPlace(work, { storage });
  requireStorage(work, place, storage);
  return { path, folder, place, name: work.text('name') };
}
