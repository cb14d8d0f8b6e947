import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { PlanFinding } from '#shared/model/operation-plan.ts';
import { number, reference } from '../map/read.ts';
import { toRef } from '../object-updates.ts';
import type { VirtualMachineCloneSpec } from '../vim25/types.gen.ts';
import type { ManagedObjectReference } from '../vim25/values.ts';
import { compareVersions } from '../vim25/soap/versions.ts';
import { call } from './call.ts';
import { folderName } from './choices/folders.ts';
import { datastoreFlag, inventoryPath, powercliObject, powercliOf } from './commands/names.ts';
import { govc, powercli, powershellString } from './commands/quote.ts';
import type { OperationDefinition, Work } from './definition.ts';
import { nameTaken, serverCheck, unchecked } from './findings.ts';
import {
  choosePlace,
  chooseStorage,
  chooseVmFolder,
  folderInput,
  nameInput,
  neededBytes,
  ownFolder,
  placeInput,
  startInput,
  storageInput,
  vmFolderOf,
} from './inputs.ts';
import { chosenPlace, nameOf, settledPlace } from './placement.ts';
import { firstOf, isMachine, isTemplate, needsVcenter, reachable } from './refusals.ts';
import { escapeName } from './settings.ts';

const choices = { folder: chooseVmFolder, host: choosePlace, storage: chooseStorage };

/** New VMs of old ones. */
export const copyOperations: readonly OperationDefinition[] = [
  {
    id: 'vm.clone',
    label: say('operation.vm.clone.label'),
    group: 'create',
    icon: 'copy',
    types: ['VirtualMachine'],
    sends: ['CloneVM_Task'],
    exists: isMachine,
    privileges: ['VirtualMachine.Provisioning.Clone'],
    refusal: (subject) => firstOf(subject, needsVcenter, reachable),
    inputs: (subject) => [
      nameInput(say('initial.clone', { name: subject.name })),
      folderInput(ownFolder(subject), subject.lookup),
      placeInput({ required: false, help: say('input.place.asOriginal') }, subject.lookup),
      storageInput({ required: false, help: say('input.place.asOriginal') }),
      startInput,
      {
        name: 'template',
        label: say('input.makeTemplate'),
        type: 'boolean',
        required: false,
        initial: false,
        step: say('page.storage'),
      },
    ],
    choices,
    prepare: (work) => clone(work, work.flag('template')),
    check: checkClone,
    commands: (work) => cloneCommands(work, 'New-VM'),
  },
  {
    id: 'vm.create',
    label: say('operation.vm.create.fromTemplate'),
    group: 'create',
    icon: 'add',
    types: ['VirtualMachine'],
    sends: ['CloneVM_Task'],
    exists: isTemplate,
    privileges: ['VirtualMachine.Provisioning.DeployTemplate'],
    refusal: (subject) => firstOf(subject, needsVcenter, reachable),
    inputs: (subject) => [
      nameInput(`${subject.name} (1)`),
      folderInput(ownFolder(subject), subject.lookup),
      placeInput({ required: true }, subject.lookup),
      storageInput({ required: false, help: say('input.storage.asTemplate') }),
      startInput,
    ],
    choices,
    prepare: (work) => clone(work, false),
    check: checkClone,
    commands: (work) => cloneCommands(work, 'New-VM'),
  },
  {
    id: 'vm.clone',
    label: say('operation.vm.clone.toTemplate'),
    group: 'create',
    icon: 'copy',
    types: ['VirtualMachine'],
    sends: ['CloneVM_Task'],
    exists: isTemplate,
    privileges: ['VirtualMachine.Provisioning.CloneTemplate'],
    refusal: (subject) => firstOf(subject, needsVcenter, reachable),
    inputs: (subject) => [
      nameInput(say('initial.clone', { name: subject.name })),
      folderInput(ownFolder(subject), subject.lookup),
      placeInput({ required: false, help: say('input.place.asOriginal') }, subject.lookup),
      storageInput({ required: false, help: say('input.storage.asTemplate') }),
    ],
    choices,
    prepare: (work) => clone(work, true),
    check: checkClone,
    commands: (work) => cloneCommands(work, 'New-Template'),
  },
];

interface Copy {
  readonly folder: ManagedObjectReference;
  readonly name: string;
  readonly spec: VirtualMachineCloneSpec;
}

/** @throws MorefException `invalid` */
async function copyOf(work: Work, template: boolean): Promise<Copy> {
  const folder = vmFolderOf(work);
  if (folder === undefined) {
    const message = say('error.chooseFolderForCopy', { name: work.name });
    throw new MorefException({ kind: 'invalid', message, ref: work.ref });
  }
  const place = await settledPlace(work, 'host');
  const datastore = work.chosen('storage');
  return {
    folder,
    name: escapeName(work.text('name')),
    spec: {
      $type: 'VirtualMachineCloneSpec',
      location: {
        $type: 'VirtualMachineRelocateSpec',
        ...(datastore === undefined ? {} : { datastore }),
        // A template runs nowhere: it has a host, and no pool.
        ...(place === undefined || template ? {} : { pool: place.pool }),
        ...(place?.host === undefined ? {} : { host: place.host }),
      },
      template,
      powerOn: !template && work.flag('start'),
    },
  };
}

async function clone(work: Work, template: boolean) {
  const { lookup, self, name } = work;
  const { spec, ...copy } = await copyOf(work, template);
  const place = await settledPlace(work, 'host');
  const storage = spec.location.datastore;
  const about = {
    copy: work.text('name'),
    name,
    folder: folderName(toRef(copy.folder), lookup),
  };
  return {
    calls: [call(self, 'CloneVM_Task', { ...copy, spec })],
    steps: [
      template ? say('step.clone.template', about) : say('step.clone.vm', about),
      ...(place === undefined ? [] : [say('step.clone.place', { place: place.name })]),
      ...(storage === undefined
        ? []
        : [say('step.clone.storage', { storage: nameOf(toRef(storage), lookup) })]),
      ...(spec.powerOn ? [say('step.clone.start')] : []),
    ],
  };
}

/** CheckClone_Task exists since 6.5 as an experiment, and is to be relied on since 8.0.1. */
const checksClones = '8.0.1.0';

async function checkClone(work: Work): Promise<readonly PlanFinding[]> {
  const checker = work.server.content.vmProvisioningChecker;
  if (checker === undefined || compareVersions(work.server.version, checksClones) < 0)
    return [...(await nameTaken(work)), ...room(work)];
  const copy = await copyOf(work, isTemplate(work) && work.given['start'] === undefined);
  const { server, self: vm } = work;
  const found = await serverCheck(work, say('doing.clone', { name: work.name }), () =>
    server.call(checker, 'CheckClone_Task', { vm, ...copy }),
  );
  return [...room(work), ...found.filter((one) => one !== unchecked)];
}

function room(work: Work): readonly PlanFinding[] {
  const storage = work.chosen('storage');
  if (storage === undefined) return [];
  const store = work.lookup.get(toRef(storage)) ?? {};
  const free = number(store, 'summary.freeSpace');
  const needed = neededBytes(work);
  if (free === undefined || needed <= free) return [];
  const message = say('finding.noRoom', {
    storage: nameOf(toRef(storage), work.lookup),
    name: work.name,
    free,
    needed,
  });
  return [{ severity: 'warning', message }];
}

function cloneCommands(work: Work, cmdlet: 'New-VM' | 'New-Template') {
  const { lookup, object, ref } = work;
  const folder = vmFolderOf(work);
  const place = chosenPlace(work, 'host');
  const storage = work.chosen('storage');
  const pool = place === undefined ? reference(object['resourcePool']) : toRef(place.pool);
  const name = work.text('name');
  const source = isTemplate(work)
    ? `-Template ${powercliObject(ref, 'Get-Template')}`
    : `-VM ${powercliObject(ref)}`;
  const on = work.chosen('host');
  return [
    govc(
      'vm.clone',
      '-vm',
      inventoryPath(ref, lookup),
      ...(folder === undefined ? [] : ['-folder', inventoryPath(toRef(folder), lookup)]),
      ...(place?.host === undefined ? [] : ['-host', inventoryPath(toRef(place.host), lookup)]),
      ...(pool === undefined ? [] : ['-pool', inventoryPath(pool, lookup)]),
      ...datastoreFlag(work, storage),
      `-on=${work.flag('start')}`,
      ...(work.flag('template') || cmdlet === 'New-Template' ? ['-template'] : []),
      name,
    ),
    powercli(
      [
        `${cmdlet} -Name ${powershellString(name)} ${source}`,
        ...(folder === undefined ? [] : [`-Location ${powercliOf(folder)}`]),
        ...(on === undefined || cmdlet === 'New-Template'
          ? []
          : [`${on.type === 'HostSystem' ? '-VMHost' : '-ResourcePool'} ${powercliOf(on)}`]),
        ...(storage === undefined ? [] : [`-Datastore ${powercliOf(storage)}`]),
      ].join(' '),
    ),
  ];
}
