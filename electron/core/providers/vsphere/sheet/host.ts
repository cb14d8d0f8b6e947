import { X509Certificate } from 'node:crypto';
import { text as say } from '#shared/i18n/make-text.ts';
import { isBytesValue } from '#shared/model/property-value.ts';
import type { SheetFact, SheetSection, SheetTone } from '#shared/model/sheet.ts';
import {
  bytesFact,
  codeFact,
  fact,
  flagFact,
  mebibyte,
  megahertz,
  meter,
  textFact,
  timeFact,
  wordFact,
} from '../../sheet/facts.ts';
import { section } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import { nameOf, organisation, ownName, place } from './common.ts';
import { datastores } from './datastore-table.ts';
import { kernelInterfaces, physicalAdapters, portGroups, switches } from './host-network.ts';
import { storageAdapters, storageDevices } from './host-storage.ts';
import * as words from './words.ts';

/** What the page of a host says. */
export function hostSheet(host: Subject, reading: boolean): readonly (SheetSection | undefined)[] {
  return [
    state(host),
    load(host),
    hardware(host, reading),
    system(host, reading),
    services(host, reading),
    place(host),
    organisation(host),
    datastores(host),
    physicalAdapters(host, reading),
    kernelInterfaces(host),
    switches(host),
    portGroups(host),
    storageAdapters(host),
    storageDevices(host),
  ];
}

function state(host: Subject): SheetSection | undefined {
  const isUp = host.text('runtime.connectionState') === 'connected';
  const booted = isUp ? host.time('runtime.bootTime') : undefined;
  return section('sheet.state', {
    facts: [
      wordFact(host, 'sheet.connection', 'runtime.connectionState', words.hostConnection, {
        tone: isUp ? undefined : 'error',
      }),
      wordFact(host, 'sheet.power', 'runtime.powerState', words.power),
      maintenance(host),
      standby(host),
      wordFact(host, 'sheet.ha', 'runtime.dasHostState.state', words.haHost, {
        tone: haTone(host),
      }),
      host.flag('summary.rebootRequired') === true
        ? fact('summary.note', { text: say('note.restart') }, host.from('summary.rebootRequired'), {
            tone: 'warning',
          })
        : undefined,
      fact(
        'sheet.uptime',
        booted === undefined ? undefined : { since: booted },
        host.from('runtime.bootTime'),
      ),
      isUp ? timeFact(host, 'sheet.booted', 'runtime.bootTime') : undefined,
    ],
  });
}

function maintenance(host: Subject): SheetFact | undefined {
  const value = host.flag('runtime.inMaintenanceMode');
  return fact(
    'sheet.maintenance',
    value === undefined ? undefined : { text: say(value ? 'value.true' : 'value.false') },
    host.from('runtime.inMaintenanceMode'),
    {
      tone: value === true ? 'warning' : undefined,
      edit: value === true ? 'host.exitMaintenance' : 'host.enterMaintenance',
    },
  );
}

function standby(host: Subject): SheetFact | undefined {
  const value = host.text('runtime.standbyMode');
  return value === undefined || value === 'none'
    ? undefined
    : textFact(host, 'state.standby', 'runtime.standbyMode');
}

const healthyHa: ReadonlySet<string> = new Set([
  'connectedToMaster',
  'master',
  'uninitialized',
  'election',
]);

function haTone(host: Subject): SheetTone | undefined {
  const value = host.text('runtime.dasHostState.state');
  return value === undefined || healthyHa.has(value) ? undefined : 'error';
}

/** Of what is not connected the last figures are not figures. */
function load(host: Subject): SheetSection | undefined {
  const isUp = host.text('runtime.connectionState') === 'connected';
  return section('sheet.load', {
    meters: isUp ? [cpuMeter(host), memoryMeter(host)] : [],
    facts: machineFacts(host),
  });
}

function cpuMeter(host: Subject) {
  const mhz = host.number('summary.hardware.cpuMhz');
  const cores = host.number('summary.hardware.numCpuCores');
  const cpu = host.number('summary.quickStats.overallCpuUsage');
  return meter(
    'summary.cpu',
    {
      used: cpu === undefined ? undefined : cpu * megahertz,
      of: mhz === undefined || cores === undefined ? undefined : mhz * cores * megahertz,
      unit: 'hertz',
    },
    [
      host.from('summary.quickStats.overallCpuUsage'),
      host.from('summary.hardware.cpuMhz'),
      host.from('summary.hardware.numCpuCores'),
    ],
    { warnAbove: 0.9 },
  );
}

function memoryMeter(host: Subject) {
  const memory = host.number('summary.quickStats.overallMemoryUsage');
  return meter(
    'summary.memory',
    {
      used: memory === undefined ? undefined : memory * mebibyte,
      of: host.number('summary.hardware.memorySize'),
      unit: 'bytes',
    },
    [host.from('summary.quickStats.overallMemoryUsage'), host.from('summary.hardware.memorySize')],
    { warnAbove: 0.9 },
  );
}

/** Its machines by state, and what they may use together (HostSystem.vm). */
function machineFacts(host: Subject): readonly (SheetFact | undefined)[] {
  const machines = host.followAll('vm').filter((vm) => vm.flag('config.template') !== true);
  if (host.value('vm') === undefined) return [];
  const on = machines.filter((vm) => vm.text('runtime.powerState') === 'poweredOn');
  const cpus = on.reduce((sum, vm) => sum + (vm.number('summary.config.numCpu') ?? 0), 0);
  const cores = host.number('summary.hardware.numCpuCores');
  return [
    fact(
      'kinds.vm',
      { text: say('summary.poweredOn', { count: on.length, total: machines.length }) },
      host.from('vm'),
    ),
    cores === undefined
      ? undefined
      : fact('sheet.vcpusPerCore', { text: say('sheet.vcpusOnCores', { cpus, cores }) }, [
          host.from('vm'),
          host.from('summary.hardware.numCpuCores'),
        ]),
  ];
}

function hardware(host: Subject, reading: boolean): SheetSection | undefined {
  const cores = host.number('summary.hardware.numCpuCores');
  const sockets = host.number('summary.hardware.numCpuPkgs');
  const threads = host.number('summary.hardware.numCpuThreads');
  const known = cores !== undefined && sockets !== undefined && threads !== undefined;
  return section('column.hardware', {
    reading,
    facts: [
      textFact(host, 'sheet.vendor', 'summary.hardware.vendor'),
      textFact(host, 'sheet.model', 'summary.hardware.model'),
      codeFact(host, 'sheet.serial', 'hardware.systemInfo.serialNumber'),
      textFact(host, 'sheet.cpuModel', 'summary.hardware.cpuModel'),
      fact(
        'sheet.processors',
        known ? { text: say('sheet.sockets', { sockets, cores, threads }) } : undefined,
        ['numCpuPkgs', 'numCpuCores', 'numCpuThreads'].map((name) =>
          host.from(`summary.hardware.${name}`),
        ),
      ),
      bytesFact(host, 'summary.memory', 'summary.hardware.memorySize'),
      bios(host),
      codeFact(host, 'summary.uuid', 'summary.hardware.uuid'),
      ownName(host),
    ],
  });
}

function bios(host: Subject): SheetFact | undefined {
  const version = host.text('hardware.biosInfo.biosVersion');
  const released = host.time('hardware.biosInfo.releaseDate');
  if (version === undefined) return undefined;
  return fact(
    'sheet.bios',
    [{ code: version }, ...(released === undefined ? [] : [{ time: released }])],
    [host.from('hardware.biosInfo.biosVersion'), host.from('hardware.biosInfo.releaseDate')],
  );
}

function system(host: Subject, reading: boolean): SheetSection | undefined {
  const zone = host.text('config.dateTimeInfo.timeZone.name');
  return section('summary.system', {
    reading,
    facts: [
      product(host),
      textFact(host, 'sheet.evc', 'summary.currentEVCModeKey'),
      codeFact(host, 'sheet.managedBy', 'summary.managementServerIp'),
      wordFact(host, 'sheet.lockdown', 'config.lockdownMode', words.lockdown),
      flagFact(host, 'sheet.vmotion', 'summary.config.vmotionEnabled'),
      fact(
        'sheet.ntp',
        host.texts('config.dateTimeInfo.ntpConfig.server').map((code) => ({ code })),
        host.from('config.dateTimeInfo.ntpConfig.server'),
      ),
      fact(
        'sheet.timeZone',
        zone === undefined ? undefined : { text: zone },
        host.from('config.dateTimeInfo.timeZone.name'),
      ),
      fact(
        'sheet.dns',
        host.texts('config.network.dnsConfig.address').map((code) => ({ code })),
        host.from('config.network.dnsConfig.address'),
      ),
      codeFact(host, 'sheet.gateway', 'config.network.ipRouteConfig.defaultGateway'),
      certificate(host),
    ],
  });
}

/** Its version, and how it differs from others of its cluster. */
function product(host: Subject): SheetFact | undefined {
  const path = 'summary.config.product.fullName';
  const own = host.text(path);
  if (own === undefined) return undefined;
  const cluster = host.follow('parent');
  const others = (cluster?.followAll('host') ?? []).filter(
    (other) => other.ref !== host.ref && (other.text(path) ?? own) !== own,
  );
  return fact(
    'summary.product',
    [
      { text: own },
      ...(others.length === 0
        ? []
        : [{ text: say('sheet.othersDiffer', { hosts: others.map((one) => nameOf(one)) }) }]),
    ],
    [host.from(path), ...others.map((other) => other.from(path))],
    { tone: others.length === 0 ? undefined : 'warning' },
  );
}

const soonMs = 30 * 24 * 3_600_000;

/** ESXi sends its own certificate as text (PEM), as bytes. */
function certificate(host: Subject): SheetFact | undefined {
  const value = host.value('config.certificate');
  const ends = certificateEnd(value);
  return fact(
    'sheet.certificate',
    ends === undefined ? undefined : { time: ends },
    host.from('config.certificate'),
    { tone: ends !== undefined && ends - Date.now() < soonMs ? 'warning' : undefined },
  );
}

function certificateEnd(value: ReturnType<Subject['value']>): number | undefined {
  try {
    if (isBytesValue(value)) return read(Buffer.from(value.base64, 'base64'));
    return Array.isArray(value) ? read(Buffer.from(value.map(Number))) : undefined;
  } catch {
    // What is no certificate says nothing.
    return undefined;
  }
}

function read(bytes: Buffer): number {
  return Date.parse(new X509Certificate(bytes).validTo);
}

/** Those that answer from outside are worth a look: SSH and the shell most of all. */
function services(host: Subject, reading: boolean): SheetSection | undefined {
  const all = host.objects('config.service.service').map((one, index) => {
    const service = host.part(`config.service.service[${index}]`, one);
    return { label: service.text('label') ?? service.text('key') ?? '', service };
  });
  return section('sheet.services', {
    reading,
    facts: [true, false].map((running) =>
      fact(
        running ? 'sheet.runningServices' : 'sheet.stoppedServices',
        all
          .filter(({ service }) => service.flag('running') === running)
          .map(({ label }) => ({ text: label })),
        host.from('config.service.service'),
        { isList: true },
      ),
    ),
  });
}
