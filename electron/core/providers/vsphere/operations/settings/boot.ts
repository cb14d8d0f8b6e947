import { text as say } from '#shared/i18n/make-text.ts';
import type { ChoiceOption, OperationInput } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import {
  isDataObject,
  type DataObjectValue,
  type PropertyValue,
} from '#shared/model/property-value.ts';
import type {
  VirtualMachineBootOptions,
  VirtualMachineBootOptionsBootableDevice,
} from '../../vim25/types.gen.ts';
import { text } from '../../map/read.ts';
import type { OperationDefinition, Subject, Work } from '../definition.ts';
import { devicesOf, labelOf } from '../hardware/devices.ts';
import { firstOf, noTemplate, poweredOff, reachable } from '../refusals.ts';
import { presentDevices } from './present-devices.ts';
import { reconfiguring } from './reconfiguring.ts';

/** `config.bootOptions`; undefined until it was read. */
function options(vm: Properties): DataObjectValue | undefined {
  const value = vm['config.bootOptions'];
  return isDataObject(value) ? value : undefined;
}

const bootable = 'VirtualMachineBootOptionsBootable';

/** What it can be started from first: its disks, its adapters, its CD drives. */
function firsts({ object }: Subject): readonly ChoiceOption[] {
  const devices = presentDevices(object);
  const of = (type: string): readonly ChoiceOption[] =>
    devicesOf(devices, type).map((device) => ({
      value: String(device.key),
      label: labelOf(device),
    }));
  const cds = devicesOf(devices, 'VirtualCdrom');
  return [
    ...of('VirtualDisk'),
    ...of('VirtualEthernetCard'),
    ...(cds.length === 0 ? [] : [{ value: 'cd', label: say('sheet.cd') }]),
  ];
}

/** The device that it is started from first, as a value of the choice; empty where the firmware decides. */
function firstNow(vm: Properties): string {
  const order = options(vm)?.['bootOrder'];
  const [first] = Array.isArray(order) ? (order as readonly PropertyValue[]) : [];
  if (!isDataObject(first)) return '';
  if (first.$type === `${bootable}CdromDevice`) return 'cd';
  const key = first['deviceKey'];
  return typeof key === 'number' ? String(key) : '';
}

function bootInputs(subject: Subject): readonly OperationInput[] {
  const { object } = subject;
  const now = options(object);
  if (now === undefined) return [];
  const off = poweredOff(subject);
  const isEfi = text(object, 'config.firmware') === 'efi';
  const why = isEfi ? off : say('refusal.secureBootEfi');
  return [
    {
      name: 'first',
      label: say('input.bootFirst'),
      type: 'choice',
      required: false,
      initial: firstNow(object),
      options: firsts(subject),
      help: say('input.bootFirst.help'),
    },
    {
      name: 'delay',
      label: say('sheet.bootDelay'),
      type: 'number',
      required: true,
      min: 0,
      max: 10_000,
      integer: true,
      unit: 'ms',
      initial: Number(now['bootDelay'] ?? 0),
    },
    flagInput('setup', say('input.bootSetup'), now['enterBIOSSetup']),
    flagInput('retry', say('input.bootRetry'), now['bootRetryEnabled']),
    {
      ...flagInput('secure', say('sheet.secureBoot'), now['efiSecureBootEnabled']),
      ...(why !== undefined && { refused: why }),
    },
  ];
}

export function flagInput(
  name: string,
  label: OperationInput['label'],
  value: PropertyValue | undefined,
): OperationInput {
  return { name, label, type: 'boolean', required: false, initial: value === true };
}

function bootOptions(work: Work): VirtualMachineBootOptions | undefined {
  const now = options(work.object);
  const delay = work.number('delay') ?? 0;
  const flagChanged = (input: string, path: string): boolean =>
    work.flag(input) !== (now?.[path] === true);
  const changes = {
    ...(delay !== Number(now?.['bootDelay'] ?? 0) && { bootDelay: delay }),
    ...(flagChanged('setup', 'enterBIOSSetup') && { enterBIOSSetup: work.flag('setup') }),
    ...(flagChanged('retry', 'bootRetryEnabled') && { bootRetryEnabled: work.flag('retry') }),
    ...(flagChanged('secure', 'efiSecureBootEnabled') && {
      efiSecureBootEnabled: work.flag('secure'),
    }),
    ...(work.text('first') !== firstNow(work.object) && { bootOrder: orderFor(work) }),
  };
  return Object.keys(changes).length === 0
    ? undefined
    : { $type: 'VirtualMachineBootOptions', ...changes };
}

/** The chosen device first, and the others in the order that they had; none is the firmware's own order. */
function orderFor(work: Work): readonly VirtualMachineBootOptionsBootableDevice[] {
  const first = work.text('first');
  if (first === '') return [];
  const chosen = bootDevice(work, first);
  const now = options(work.object)?.['bootOrder'];
  const before = (Array.isArray(now) ? (now as readonly PropertyValue[]) : []).filter(isDataObject);
  const others = before.filter(
    (one) => one.$type !== chosen.$type || one['deviceKey'] !== chosen['deviceKey'],
  );
  return [chosen, ...others];
}

function bootDevice({ object }: Work, value: string) {
  if (value === 'cd') return { $type: `${bootable}CdromDevice` } as const;
  const key = Number(value);
  const isDisk = devicesOf(presentDevices(object), 'VirtualDisk').some((one) => one.key === key);
  return { $type: `${bootable}${isDisk ? 'Disk' : 'Ethernet'}Device`, deviceKey: key } as const;
}

/** How it is started (VirtualMachineBootOptions): what is changed of one that runs counts from its next start. */
export const boot: OperationDefinition = reconfiguring({
  id: 'vm.boot',
  label: say('setting.boot'),
  privileges: ['VirtualMachine.Config.Settings'],
  refusal: (subject) => firstOf(subject, noTemplate, reachable),
  inputs: bootInputs,
  spec: (work) => {
    const changed = bootOptions(work);
    return changed === undefined ? {} : { bootOptions: changed };
  },
});
