import { text as say } from '#shared/i18n/make-text.ts';
import type { SheetFact, SheetSection } from '#shared/model/sheet.ts';
import {
  codeFact,
  fact,
  flagFact,
  meter,
  textFact,
  timeFact,
  wordFact,
  yesNo,
} from '../../sheet/facts.ts';
import { section } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import { identity, nameOf, numberIn, organisation } from './common.ts';
import { hostAdapters } from './host-adapters.ts';
import { hostStorage } from './storage-table.ts';
import * as words from './words.ts';

/** What the page of a host says. */
export function hostSheet(host: Subject): readonly (SheetSection | undefined)[] {
  return [
    state(host),
    load(host),
    hardware(host),
    system(host),
    licence(host),
    place(host),
    organisation(host),
    hostStorage(host),
    hostAdapters(host),
  ];
}

const isAlive = (host: Subject): boolean => host.follow('metrics')?.flag('live') !== false;

function state(host: Subject): SheetSection | undefined {
  const enabled = host.flag('enabled');
  return section('sheet.state', {
    facts: [
      connectionFact(host),
      fact(
        'sheet.takesVms',
        enabled === undefined ? undefined : { text: yesNo(enabled) },
        host.from('enabled'),
        {
          tone: enabled === false ? 'warning' : undefined,
          edit: enabled === false ? 'host.enable' : 'host.disable',
        },
      ),
      fact(
        'sheet.guidance',
        host.texts('pending_guidances').map((text) => ({ text })),
        host.from('pending_guidances'),
        {
          tone: 'warning',
        },
      ),
      fact(
        'sheet.rebootFor',
        host
          .followAll('updates_requiring_reboot')
          .map((one) => ({ text: nameOf(one), ref: one.ref })),
        host.from('updates_requiring_reboot'),
        { tone: 'warning' },
      ),
      uptimeFact(host),
      wordFact(host, 'sheet.powerOn', 'power_on_mode', words.powerOn),
      flagFact(host, 'sheet.multipathing', 'multipathing'),
    ],
  });
}

function connectionFact(host: Subject): SheetFact | undefined {
  const metrics = host.follow('metrics');
  if (metrics === undefined) return undefined;
  const alive = isAlive(host);
  const value = { text: say(alive ? 'state.host.on' : 'note.notResponding') };
  return fact('sheet.connection', value, metrics.from('live'), {
    tone: alive ? undefined : 'error',
  });
}

function uptimeFact(host: Subject): SheetFact | undefined {
  const booted = numberIn(host, 'other_config.boot_time');
  const isUp = booted !== undefined && booted > 0 && isAlive(host);
  const value = isUp ? { since: booted * 1000 } : undefined;
  return fact('sheet.uptime', value, host.from('other_config.boot_time'));
}

function memoryMeter(host: Subject) {
  const metrics = host.follow('metrics');
  if (metrics === undefined || !isAlive(host)) return undefined;
  const total = metrics.number('memory_total');
  const free = metrics.number('memory_free');
  const used = total === undefined || free === undefined ? undefined : total - free;
  return meter(
    'summary.memory',
    { used, of: total, unit: 'bytes' },
    [metrics.from('memory_total'), metrics.from('memory_free')],
    { warnAbove: 0.9 },
  );
}

function load(host: Subject): SheetSection | undefined {
  const machines = host
    .followAll('resident_VMs')
    .filter((vm) => vm.flag('is_control_domain') !== true);
  const vcpus = machines.reduce((sum, vm) => sum + (vm.number('VCPUs_at_startup') ?? 0), 0);
  const cores = numberIn(host, 'cpu_info.cpu_count');
  return section('sheet.load', {
    meters: [memoryMeter(host)],
    facts: [
      host.value('resident_VMs') === undefined
        ? undefined
        : fact('sheet.runningVms', { count: machines.length }, [
            host.from('resident_VMs'),
            ...machines.map((vm) => vm.from('is_control_domain')),
          ]),
      cores === undefined
        ? undefined
        : fact('sheet.vcpusPerCore', { text: say('sheet.vcpusOnCores', { cpus: vcpus, cores }) }, [
            host.from('resident_VMs'),
            host.from('cpu_info.cpu_count'),
          ]),
      controlDomain(host),
    ],
  });
}

/** What the host keeps for itself. */
function controlDomain(host: Subject): SheetFact | undefined {
  const domain = host.follow('control_domain');
  const bytes = domain?.number('memory_dynamic_max');
  return domain === undefined || bytes === undefined
    ? undefined
    : fact('relation.controlDomain', { bytes }, domain.from('memory_dynamic_max'));
}

function hardware(host: Subject): SheetSection | undefined {
  const sockets = numberIn(host, 'cpu_info.socket_count');
  const cpus = numberIn(host, 'cpu_info.cpu_count');
  const metrics = host.follow('metrics');
  const memory = metrics?.number('memory_total');
  return section('column.hardware', {
    facts: [
      textFact(host, 'sheet.vendor', 'bios_strings.system-manufacturer'),
      textFact(host, 'sheet.model', 'bios_strings.system-product-name'),
      codeFact(host, 'sheet.serial', 'bios_strings.system-serial-number'),
      textFact(host, 'sheet.cpuModel', 'cpu_info.modelname'),
      fact(
        'sheet.processors',
        cpus === undefined
          ? undefined
          : {
              text:
                sockets === undefined
                  ? say('summary.hostCpus', { count: cpus })
                  : say('sheet.socketsAndCpus', { sockets, cpus }),
            },
        [host.from('cpu_info.socket_count'), host.from('cpu_info.cpu_count')],
      ),
      metrics === undefined || memory === undefined
        ? undefined
        : fact('summary.memory', { bytes: memory }, metrics.from('memory_total')),
      textFact(host, 'sheet.bios', 'bios_strings.bios-version'),
      ...identity(host),
    ],
  });
}

function system(host: Subject): SheetSection | undefined {
  return section('summary.system', {
    facts: [
      product(host),
      codeFact(host, 'sheet.build', 'software_version.build_number'),
      codeFact(host, 'sheet.xen', 'software_version.xen'),
      codeFact(host, 'sheet.kernel', 'software_version.linux'),
      codeFact(host, 'summary.address', 'address'),
      codeFact(host, 'summary.name', 'hostname'),
      codeFact(host, 'sheet.iqn', 'iscsi_iqn'),
      timeFact(host, 'sheet.lastUpdate', 'last_software_update'),
      fact(
        'sheet.updates',
        [...host.followAll('updates'), ...patches(host)].map((one) => ({
          text: nameOf(one),
          ref: one.ref,
        })),
        [host.from('updates'), ...host.followAll('patches').map((one) => one.from('pool_patch'))],
      ),
      flagFact(host, 'sheet.ssh', 'ssh_enabled'),
      fact(
        'sheet.ntp',
        host.texts('ntp_custom_servers').map((code) => ({ code })),
        host.from('ntp_custom_servers'),
      ),
      textFact(host, 'sheet.timeZone', 'timezone'),
      certificate(host),
    ],
  });
}

function patches(host: Subject): readonly Subject[] {
  return host.followAll('patches').flatMap((one) => one.follow('pool_patch') ?? []);
}

/** What it runs, and who in the pool runs something else. */
function product(host: Subject): SheetFact | undefined {
  const brand = host.text('software_version.product_brand');
  const version = host.text('software_version.product_version');
  if (version === undefined) return undefined;
  const others = host
    .allOf('host')
    .filter((other) => other.ref !== host.ref)
    .filter((other) => (other.text('software_version.product_version') ?? version) !== version);
  return fact(
    'summary.product',
    [
      { text: brand === undefined ? version : `${brand} ${version}` },
      ...(others.length === 0
        ? []
        : [{ text: say('sheet.othersDiffer', { hosts: others.map(nameOf) }) }]),
    ],
    [
      host.from('software_version.product_brand'),
      host.from('software_version.product_version'),
      ...others.map((other) => other.from('software_version.product_version')),
    ],
    { tone: others.length === 0 ? undefined : 'warning' },
  );
}

const soonMs = 30 * 24 * 3_600_000;

function certificate(host: Subject): SheetFact | undefined {
  const [first] = host
    .followAll('certificates')
    .flatMap((one) => {
      const ends = one.time('not_after');
      return ends === undefined ? [] : [{ one, ends }];
    })
    .toSorted((a, b) => a.ends - b.ends);
  return first === undefined
    ? undefined
    : fact('sheet.certificate', { time: first.ends }, first.one.from('not_after'), {
        tone: first.ends - Date.now() < soonMs ? 'warning' : undefined,
      });
}

function licence(host: Subject): SheetSection | undefined {
  const expiry = host.text('license_params.expiry');
  const ends =
    expiry === undefined ? NaN : Date.parse(expiry.replace(/^(\d{4})(\d\d)(\d\d)T/, '$1-$2-$3T'));
  const server = host.text('license_server.address');
  return section('sheet.licence', {
    facts: [
      textFact(host, 'sheet.edition', 'edition'),
      fact(
        'sheet.expires',
        Number.isNaN(ends) ? undefined : { time: ends },
        host.from('license_params.expiry'),
        { tone: ends - Date.now() < soonMs ? 'warning' : undefined },
      ),
      fact(
        'sheet.licenceServer',
        server === undefined ? undefined : { code: server },
        host.from('license_server.address'),
      ),
    ],
  });
}

function place(host: Subject): SheetSection | undefined {
  const [pool] = host.allOf('pool');
  const name = pool?.text('name_label');
  const isCoordinator = pool?.reference('master') === host.ref;
  return section('sheet.place', {
    facts: [
      pool === undefined || name === undefined
        ? undefined
        : fact('kind.pool', { text: name, ref: pool.ref }, pool.from('name_label')),
      pool === undefined
        ? undefined
        : fact('relation.coordinator', { text: yesNo(isCoordinator) }, pool.from('master')),
    ],
  });
}
