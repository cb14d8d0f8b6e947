import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { SheetFact, SheetSection, SheetTone } from '#shared/model/sheet.ts';
import {
  codeFact,
  fact,
  flagFact,
  textFact,
  timeFact,
  wordFact,
  wordOf,
} from '../../sheet/facts.ts';
import { section } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import { organisation, ownName, place } from './common.ts';
import { compute } from './machine-compute.ts';
import { adapters, disks, drives } from './machine-devices.ts';
import { guest } from './machine-guest.ts';
import { snapshots, storage } from './machine-storage.ts';
import * as words from './words.ts';

/** What the page of a virtual machine, or of a template, says. */
export function machineSheet(vm: Subject, reading: boolean): readonly (SheetSection | undefined)[] {
  return [
    state(vm),
    compute(vm, reading),
    guest(vm, reading),
    storage(vm, reading),
    snapshots(vm),
    place(vm),
    hardware(vm, reading),
    organisation(vm),
    disks(vm, reading),
    adapters(vm, reading),
    drives(vm),
  ];
}

/** What it does, and why it does not. */
function state(vm: Subject): SheetSection | undefined {
  const isOn = vm.text('runtime.powerState') === 'poweredOn';
  return section('sheet.state', {
    facts: [
      wordFact(vm, 'sheet.power', 'runtime.powerState', words.power),
      connection(vm),
      textFact(vm, 'sheet.question', 'runtime.question.text', {
        tone: 'warning',
        edit: 'question.answer',
      }),
      vm.flag('runtime.consolidationNeeded') === true
        ? fact(
            'sheet.consolidation',
            { text: say('note.consolidation') },
            vm.from('runtime.consolidationNeeded'),
            { tone: 'warning', edit: 'snapshot.consolidate' },
          )
        : undefined,
      isOn
        ? wordFact(vm, 'sheet.heartbeat', 'guestHeartbeatStatus', words.heartbeat, {
            tone: heartbeatTone(vm),
          })
        : undefined,
      isOn ? uptime(vm) : undefined,
      isOn ? timeFact(vm, 'sheet.booted', 'runtime.bootTime') : undefined,
      timeFact(vm, 'sheet.suspended', 'runtime.suspendTime'),
      flagFact(vm, 'sheet.haProtected', 'runtime.dasVmProtection.dasProtected'),
      faultTolerance(vm),
      timeFact(vm, 'sheet.created', 'config.createDate'),
    ],
  });
}

function connection(vm: Subject): SheetFact | undefined {
  const value = vm.text('runtime.connectionState');
  if (value === undefined || value === 'connected') return undefined;
  const says: Text = wordOf(words.connectionWhy, value);
  return fact('sheet.connection', { text: says }, vm.from('runtime.connectionState'), {
    tone: 'error',
  });
}

function heartbeatTone(vm: Subject): SheetTone | undefined {
  const value = vm.text('guestHeartbeatStatus');
  return value === 'red' ? 'error' : value === 'yellow' ? 'warning' : undefined;
}

function uptime(vm: Subject): SheetFact | undefined {
  const booted = vm.time('runtime.bootTime');
  if (booted !== undefined)
    return fact('sheet.uptime', { since: booted }, vm.from('runtime.bootTime'));
  const seconds = vm.number('summary.quickStats.uptimeSeconds');
  return fact(
    'sheet.uptime',
    seconds === undefined || seconds === 0 ? undefined : { ms: seconds * 1000 },
    vm.from('summary.quickStats.uptimeSeconds'),
  );
}

function faultTolerance(vm: Subject): SheetFact | undefined {
  const value = vm.text('runtime.faultToleranceState');
  return value === undefined || value === 'notConfigured'
    ? undefined
    : textFact(vm, 'sheet.faultTolerance', 'runtime.faultToleranceState');
}

function hardware(vm: Subject, reading: boolean): SheetSection | undefined {
  const tpm = vm.objects('config.hardware.device').find(({ $type }) => $type === 'VirtualTPM');
  const readDevices = vm.value('config.hardware.device') !== undefined;
  return section('sheet.hardware', {
    reading,
    facts: [
      textFact(vm, 'sheet.hardwareVersion', 'config.version'),
      wordFact(vm, 'sheet.firmware', 'config.firmware', words.firmware),
      flagFact(vm, 'sheet.secureBoot', 'config.bootOptions.efiSecureBootEnabled'),
      readDevices
        ? fact(
            'sheet.tpm',
            { text: tpm === undefined ? say('value.false') : say('value.true') },
            vm.from('config.hardware.device'),
          )
        : undefined,
      bootOrder(vm),
      bootDelay(vm),
      vm.value('config.keyId') === undefined
        ? undefined
        : fact('sheet.encrypted', { text: say('value.true') }, vm.from('config.keyId')),
      codeFact(vm, 'sheet.configFile', 'summary.config.vmPathName'),
      codeFact(vm, 'summary.uuid', 'summary.config.uuid'),
      codeFact(vm, 'sheet.instanceUuid', 'config.instanceUuid'),
      ownName(vm),
    ],
  });
}

function bootDelay(vm: Subject): SheetFact | undefined {
  const ms = vm.number('config.bootOptions.bootDelay');
  return ms === undefined || ms === 0
    ? undefined
    : fact('sheet.bootDelay', { ms }, vm.from('config.bootOptions.bootDelay'));
}

/** What is set; where nothing is, the firmware has its own order. */
function bootOrder(vm: Subject): SheetFact | undefined {
  const path = 'config.bootOptions.bootOrder';
  const devices = vm.objects('config.hardware.device');
  const values = vm.objects(path).map((one) => {
    const key = one['deviceKey'];
    const device = devices.find((other) => other['key'] === key);
    const info = device?.['deviceInfo'];
    const label =
      typeof info === 'object' && info !== null && 'label' in info ? info['label'] : undefined;
    return { text: typeof label === 'string' ? label : wordOf(words.bootDevice, one.$type) };
  });
  return fact('sheet.bootOrder', values, vm.from(path));
}
