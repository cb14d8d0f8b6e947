import { text as say } from '#shared/i18n/make-text.ts';
import type { OperationInput } from '#shared/model/operation.ts';
import { refType } from '#shared/model/reference.ts';
import { number, text } from '../../map/read.ts';
import { existsFor } from '../../../operations/definition.ts';
import { call, sentParameters } from '../call.ts';
import type { OperationDefinition, Subject } from '../definition.ts';
import { coresInput, hardwareOperations } from '../hardware/hardware.ts';
import { limitsOf } from '../hardware/hardware-limits.ts';
import { attributeOperations } from '../organisation/attributes.ts';
import { settingOperations } from '../organisation/settings.ts';
import { boot } from './boot.ts';
import { adapterParts, diskParts, driveParts } from './device-parts.ts';
import { guestSystem, hotAdd, tools } from './options.ts';
import { fixed, operationNamed } from '../../../operations/setting-parts.ts';
import { partOf, type Part } from './part.ts';
import { cpuAllocation, memoryAllocation } from './resources.ts';

const pages = {
  general: say('page.general'),
  compute: say('sheet.compute'),
  boot: say('page.boot'),
  options: say('page.options'),
  notes: say('page.notes'),
  attributes: say('page.attributes'),
} as const;

/** What can be changed of an object, by pages. */
export function settingsParts(subject: Subject): readonly Part[] {
  const isVm = refType(subject.ref) === 'VirtualMachine';
  return [
    ...general(subject, isVm),
    ...(isVm ? machine(subject) : []),
    ...notes(subject, isVm),
    ...attributes(subject),
  ].filter(({ inputs }) => inputs.length > 0);
}

/** Whether an object has any, without asking for what they are: it is asked of all objects. */
export function hasSettings(subject: Subject): boolean {
  return (
    refType(subject.ref) === 'VirtualMachine' ||
    existsFor(renaming, subject) ||
    existsFor(attributeValues, subject)
  );
}

const renaming = operationNamed(settingOperations, 'rename');
const attributeValues = operationNamed(attributeOperations, 'customFields');

/** A machine is renamed by what else is changed of it: VirtualMachineConfigSpec.name. */
const renamingMachine: OperationDefinition = {
  ...renaming,
  sends: ['ReconfigVM_Task'],
  privileges: ['VirtualMachine.Config.Rename'],
  prepare: async (work) => {
    const { calls, steps } = await renaming.prepare(work);
    const name = sentParameters(calls, 'Rename_Task')?.newName;
    if (name === undefined) return { calls: [], steps };
    const spec = { $type: 'VirtualMachineConfigSpec', name } as const;
    return { calls: [call(work.self, 'ReconfigVM_Task', { spec })], steps };
  },
};

function general(subject: Subject, isVm: boolean): readonly Part[] {
  if (!existsFor(renaming, subject)) return [];
  const part = partOf(subject, isVm ? renamingMachine : renaming, { page: pages.general });
  const inputs = part.inputs.map((input) => ({
    ...input,
    label: say('input.name'),
    own: true as const,
  }));
  return [
    { ...part, inputs: isVm ? [...inputs, ...identity(subject)] : inputs },
    ...(isVm ? [partOf(subject, guestSystem, { page: pages.general })] : []),
  ];
}

/** What a machine is, and stays. */
function identity({ object }: Subject): readonly OperationInput[] {
  const made = say('setting.fixed.made');
  const firmware = text(object, 'config.firmware');
  return [
    ...fixed('firmware', say('sheet.firmware'), firmware?.toUpperCase(), made),
    ...fixed(
      'version',
      say('sheet.hardwareVersion'),
      text(object, 'config.version'),
      say('setting.fixed.version'),
    ),
    ...fixed('uuid', say('summary.uuid'), text(object, 'summary.config.uuid'), made),
    ...fixed('file', say('sheet.file'), text(object, 'summary.config.vmPathName'), made),
  ].map((input) => ({ ...input, own: true as const }));
}

function machine(subject: Subject): readonly Part[] {
  const page = pages.compute;
  return [
    processors(subject),
    partOf(subject, operationNamed(hardwareOperations, 'vm.memory'), {
      page,
      section: say('summary.memory'),
    }),
    partOf(subject, hotAdd, { page, section: say('sheet.hotAdd') }),
    partOf(subject, cpuAllocation, { page, section: say('setting.cpuAllocation') }),
    partOf(subject, memoryAllocation, { page, section: say('setting.memoryAllocation') }),
    ...diskParts(subject),
    ...adapterParts(subject),
    ...driveParts(subject),
    partOf(subject, boot, { page: pages.boot }),
    partOf(subject, tools, { page: pages.options, section: say('setting.tools') }),
  ];
}

/** Also of a machine that runs it is said how its processors are divided. */
function processors(subject: Subject): Part {
  const cores = limitsOf(subject.object)?.coresPerSocket;
  const part = partOf(subject, operationNamed(hardwareOperations, 'vm.cpus'), {
    page: pages.compute,
    section: say('summary.cpu'),
    now: { coresPerSocket: cores },
  });
  const asks = part.inputs.some(({ name }) => name === 'coresPerSocket');
  if (asks || cores === undefined || number(subject.object, 'summary.config.numCpu') === undefined)
    return part;
  const refused = say('refusal.powerOffFirst');
  return {
    ...part,
    inputs: [...part.inputs, { ...coresInput, initial: cores, refused } as OperationInput],
  };
}

function notes(subject: Subject, isVm: boolean): readonly Part[] {
  return isVm
    ? [partOf(subject, operationNamed(settingOperations, 'describe'), { page: pages.notes })]
    : [];
}

function attributes(subject: Subject): readonly Part[] {
  return existsFor(attributeValues, subject)
    ? [partOf(subject, attributeValues, { page: pages.attributes })]
    : [];
}
