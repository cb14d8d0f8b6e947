import { text as say } from '#shared/i18n/make-text.ts';
import type { SheetFact, SheetSection } from '#shared/model/sheet.ts';
import {
  bytesFact,
  fact,
  flagFact,
  textFact,
  timeFact,
  wordFact,
  wordOf,
} from '../../sheet/facts.ts';
import { section } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import { identity, link, organisation } from './common.ts';
import { compute } from './machine-compute.ts';
import { adapters, disks, otherDevices } from './machine-devices.ts';
import { guest } from './machine-guest.ts';
import { snapshots, storage } from './machine-storage.ts';
import * as words from './words.ts';

/** What the page of a VM record says: of a machine, a template, a snapshot. */
export function machineSheet(vm: Subject): readonly (SheetSection | undefined)[] {
  return [
    state(vm),
    compute(vm),
    guest(vm),
    storage(vm),
    snapshots(vm),
    place(vm),
    hardware(vm),
    organisation(vm),
    disks(vm),
    adapters(vm),
    otherDevices(vm),
  ];
}

function state(vm: Subject): SheetSection | undefined {
  const metrics = vm.follow('metrics');
  const isOn = vm.text('power_state') === 'Running';
  const started = isOn ? metrics?.time('start_time') : undefined;
  return section('sheet.state', {
    facts: [
      wordFact(vm, 'sheet.power', 'power_state', words.power),
      ...current(vm),
      vm.flag('requires_reboot') === true
        ? fact('summary.note', { text: say('note.restart') }, vm.from('requires_reboot'), {
            tone: 'warning',
          })
        : undefined,
      ...guidance(vm),
      metrics === undefined || started === undefined
        ? undefined
        : fact('sheet.uptime', { since: started }, metrics.from('start_time')),
      metrics === undefined || started === undefined
        ? undefined
        : timeFact(metrics, 'sheet.booted', 'start_time'),
      restart(vm),
      metrics === undefined ? undefined : timeFact(metrics, 'sheet.created', 'install_time'),
      blocked(vm),
    ],
  });
}

/** What is being done with it now. */
function current(vm: Subject): readonly (SheetFact | undefined)[] {
  const operations = Object.entries(vm.object('current_operations') ?? {}).flatMap(
    ([key, value]) => (key !== '$type' && typeof value === 'string' ? [{ text: value }] : []),
  );
  return [fact('sheet.underWay', operations, vm.from('current_operations'))];
}

function guidance(vm: Subject): readonly (SheetFact | undefined)[] {
  const path = 'pending_guidances';
  const values = vm.texts(path).map((text) => ({ text }));
  return [fact('sheet.guidance', values, vm.from(path), { tone: 'warning' })];
}

function restart(vm: Subject): SheetFact | undefined {
  const [pool] = vm.allOf('pool');
  if (pool?.flag('ha_enabled') !== true) return undefined;
  const priority = vm.value('ha_restart_priority');
  const text = typeof priority === 'string' ? priority : undefined;
  return fact(
    'sheet.haRestart',
    text === undefined
      ? undefined
      : { text: text === '' ? say('sheet.haRestart.none') : wordOf(words.haPriority, text) },
    vm.from('ha_restart_priority'),
  );
}

/** What somebody has forbidden to do with it. */
function blocked(vm: Subject): SheetFact | undefined {
  const names = Object.keys(vm.object('blocked_operations') ?? {}).filter((key) => key !== '$type');
  return fact(
    'sheet.blocked',
    names.map((text) => ({ text })),
    vm.from('blocked_operations'),
  );
}

function place(vm: Subject): SheetSection | undefined {
  const [pool] = vm.allOf('pool');
  const name = pool?.text('name_label');
  return section('sheet.place', {
    facts: [
      link(vm, 'summary.host', 'resident_on'),
      link(vm, 'relation.homeServer', 'affinity'),
      pool === undefined || name === undefined
        ? undefined
        : fact('kind.pool', { text: name, ref: pool.ref }, pool.from('name_label')),
      link(vm, 'sheet.vapp', 'appliance'),
      link(vm, 'relation.snapshotOf', 'snapshot_of'),
    ],
  });
}

function hardware(vm: Subject): SheetSection | undefined {
  const isHvm = vm.text('HVM_boot_policy') !== undefined;
  return section('sheet.hardware', {
    facts: [
      wordFact(vm, 'sheet.virtualisation', 'domain_type', words.domainType),
      isHvm ? firmware(vm) : undefined,
      secureBoot(vm),
      vm.value('VTPMs') === undefined
        ? undefined
        : fact(
            'sheet.tpm',
            { text: vm.list('VTPMs').length > 0 ? say('value.true') : say('value.false') },
            vm.from('VTPMs'),
          ),
      isHvm ? bootOrder(vm) : textFact(vm, 'sheet.bootLoader', 'PV_bootloader'),
      startOrder(vm),
      hardwareVersion(vm),
      flagFact(vm, 'sheet.vendorDevice', 'has_vendor_device'),
      bytesFact(vm, 'sheet.memoryOverhead', 'memory_overhead'),
      ...identity(vm),
    ],
  });
}

/** What is not set is BIOS. */
function firmware(vm: Subject): SheetFact | undefined {
  const path = 'HVM_boot_params.firmware';
  const value = vm.text(path);
  return fact(
    'sheet.firmware',
    { text: value === 'uefi' ? 'UEFI' : (value?.toUpperCase() ?? say('sheet.bios')) },
    vm.from(value === undefined ? 'HVM_boot_params' : path),
  );
}

function secureBoot(vm: Subject): SheetFact | undefined {
  const value = vm.text('platform.secureboot');
  if (value === undefined) return undefined;
  const text =
    value === 'true' ? say('value.true') : value === 'false' ? say('value.false') : value;
  return fact('sheet.secureBoot', { text }, vm.from('platform.secureboot'));
}

/** `cdn`: hard disk, CD, network, in the order of the letters. */
function bootOrder(vm: Subject): SheetFact | undefined {
  const order = vm.text('HVM_boot_params.order');
  const values = (order ?? '')
    .split('')
    .map((letter) => ({ text: wordOf(words.bootLetter, letter) }));
  return fact('sheet.bootOrder', values, vm.from('HVM_boot_params.order'));
}

/** Its place among the machines of its vApp. */
function startOrder(vm: Subject): SheetFact | undefined {
  if (vm.follow('appliance') === undefined) return undefined;
  const order = vm.number('order');
  return fact(
    'sheet.startOrder',
    order === undefined ? undefined : { count: order },
    vm.from('order'),
  );
}

function hardwareVersion(vm: Subject): SheetFact | undefined {
  const value = vm.number('hardware_platform_version');
  return fact(
    'sheet.hardwareVersion',
    value === undefined ? undefined : { count: value },
    vm.from('hardware_platform_version'),
  );
}
