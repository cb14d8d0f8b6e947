import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { PlanFinding } from '#shared/model/operation-plan.ts';
import { number, reference } from '../../map/read.ts';
import { toRef } from '../../object-updates.ts';
import type { VirtualMachineCloneSpec } from '../../vim25/types.gen.ts';
import type { ManagedObjectReference } from '../../vim25/values.ts';
import { compareVersions } from '../../vim25/soap/versions.ts';
import { call, sentParameters } from '../call.ts';
import { folderName } from '../choices/folders.ts';
import { datastoreFlag, inventoryPath, powercliObject, powercliOf } from '../commands/names.ts';
import { govc, powercli, powershellString } from '../commands/quote.ts';
import type { OperationDefinition, Prepared, Work } from '../definition.ts';
import { nameTaken, serverCheck, unchecked } from '../findings.ts';
import {
  choosePlace,
  chooseStorage,
  chooseVmFolder,
  folderInput,
  nameInput,
  neededBytes,
  ownFolder,
  placeInput,
  severalNames,
  startInput,
  storageInput,
  vmFolderOf,
} from '../inputs.ts';
import { nameOf } from '../placement/placement.ts';
import { firstOf, isMachine, isTemplate, needsVcenter, reachable } from '../refusals.ts';
import { escapeName } from '../organisation/settings.ts';
import { needsOf, settledPlace } from '../placement/settled-place.ts';

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
      severalNames(nameInput(say('initial.clone', { name: subject.name }))),
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
    commands: (work, prepared) => cloneCommands(work, prepared, 'New-VM'),
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
      severalNames(nameInput(`${subject.name} (1)`)),
      folderInput(ownFolder(subject), subject.lookup),
      placeInput({ required: true }, subject.lookup),
      storageInput({ required: false, help: say('input.storage.asTemplate') }),
      startInput,
    ],
    choices,
    prepare: (work) => clone(work, false),
    check: checkClone,
    commands: (work, prepared) => cloneCommands(work, prepared, 'New-VM'),
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
      severalNames(nameInput(say('initial.clone', { name: subject.name }))),
      folderInput(ownFolder(subject), subject.lookup),
      placeInput({ required: false, help: say('input.place.asOriginal') }, subject.lookup),
      storageInput({ required: false, help: say('input.storage.asTemplate') }),
    ],
    choices,
    prepare: (work) => clone(work, true),
    check: checkClone,
    commands: (work, prepared) => cloneCommands(work, prepared, 'New-Template'),
  },
];

interface Copy {
  readonly folder: ManagedObjectReference;
  readonly name: string;
  readonly spec: VirtualMachineCloneSpec;
}

/** The copy as it is checked, reported and sent. @throws MorefException `invalid` */
async function copyOf(work: Work, template: boolean) {
  const folder = vmFolderOf(work);
  if (folder === undefined) {
    const message = say('error.chooseFolderForCopy', { name: work.name });
    throw new MorefException({ kind: 'invalid', message, ref: work.ref });
  }
  const datastore = work.chosen('storage');
  const { here: _, ...needs } = needsOf(work);
  // A template runs nowhere: it has a host, and no pool.
  const place = await settledPlace(work, 'host', {
    ...needs,
    ...(datastore !== undefined && { storage: toRef(datastore), datastores: [] }),
    named: template,
  });
  const copy: Copy = {
    folder,
    name: escapeName(work.text('name')),
    spec: {
      $type: 'VirtualMachineCloneSpec',
      location: {
        $type: 'VirtualMachineRelocateSpec',
        ...onlyDefined({ datastore }),
        ...(place !== undefined && !template && { pool: place.pool }),
        ...(place?.host !== undefined && { host: place.host }),
      },
      template,
      powerOn: !template && work.flag('start'),
    },
  };
  return { copy, place };
}

async function clone(work: Work, template: boolean) {
  const { lookup, self, name } = work;
  const { copy, place } = await copyOf(work, template);
  const { spec, folder } = copy;
  const storage = spec.location.datastore;
  const about = { copy: work.text('name'), name, folder: folderName(toRef(folder), lookup) };
  return {
    calls: [call(self, 'CloneVM_Task', { ...copy })],
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

async function checkClone(work: Work, { calls }: Prepared): Promise<readonly PlanFinding[]> {
  const checker = work.server.content.vmProvisioningChecker;
  const copy = sentParameters(calls, 'CloneVM_Task');
  if (
    checker === undefined ||
    copy === undefined ||
    compareVersions(work.server.version, checksClones) < 0
  )
    return [...(await nameTaken(work)), ...room(work)];
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

function cloneCommands(work: Work, { calls }: Prepared, cmdlet: 'New-VM' | 'New-Template') {
  const copy = sentParameters(calls, 'CloneVM_Task');
  if (copy === undefined) return [];
  const { lookup, object, ref } = work;
  const { folder, spec } = copy;
  const { host, datastore: storage } = spec.location;
  const pool = spec.location.pool ?? (host === undefined ? object['resourcePool'] : undefined);
  const poolRef = reference(pool);
  const name = work.text('name');
  const source = isTemplate(work)
    ? `-Template ${powercliObject(ref, 'Get-Template')}`
    : `-VM ${powercliObject(ref)}`;
  const on = host ?? spec.location.pool;
  return [
    govc(
      'vm.clone',
      '-vm',
      inventoryPath(ref, lookup),
      '-folder',
      inventoryPath(toRef(folder), lookup),
      ...(host === undefined ? [] : ['-host', inventoryPath(toRef(host), lookup)]),
      ...(poolRef === undefined ? [] : ['-pool', inventoryPath(poolRef, lookup)]),
      ...datastoreFlag(work, storage),
      `-on=${spec.powerOn}`,
      ...(spec.template ? ['-template'] : []),
      name,
    ),
    powercli(
      [
        `${cmdlet} -Name ${powershellString(name)} ${source} -Location ${powercliOf(folder)}`,
        ...(on === undefined || cmdlet === 'New-Template'
          ? []
          : [`${on.type === 'HostSystem' ? '-VMHost' : '-ResourcePool'} ${powercliOf(on)}`]),
        ...(storage === undefined ? [] : [`-Datastore ${powercliOf(storage)}`]),
      ].join(' '),
    ),
  ];
}
