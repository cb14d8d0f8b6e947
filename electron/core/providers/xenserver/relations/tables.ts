import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import type { Lookup } from '../../provider.ts';
import { addresses } from '../map/vm.ts';
import { flag, follow, list, number, text, time } from '../map/read.ts';
import { bytes, link, moment, words, yesNo, type Table } from './table.ts';

type Values = readonly (PropertyValue | undefined)[];

/** The disks and drives of a VM (VBD), each with its disk image and where that is stored. */
export function disks(vbds: Values, lookup: Lookup): Table {
  return {
    id: 'disks',
    label: say('relation.disks'),
    from: vbds,
    shown: (vbd) => vbd['VDI'],
    nothing: (name) => say('relation.empty', { name }),
    columns: [
      say('column.device'),
      say('column.size'),
      say('column.storage'),
      say('column.mode'),
      say('column.attached'),
    ],
    cells: (vbd) => {
      const vdi = follow(lookup, vbd, 'VDI');
      return [
        words(place(vbd)),
        bytes(number(vdi, 'virtual_size')),
        link(vdi?.['SR'], lookup),
        words(text(vbd, 'mode') === 'RO' ? say('cell.readOnly') : say('cell.readWrite')),
        yesNo(vbd['currently_attached']),
      ];
    },
  };
}

/** `Disk 0 (xvda)`. */
function place(vbd: Properties): Text {
  const name = text(vbd, 'device');
  const device = `${text(vbd, 'userdevice') ?? ''}${name === undefined ? '' : ` (${name})`}`;
  return text(vbd, 'type') === 'CD' ? say('cell.cd', { device }) : say('cell.disk', { device });
}

/** The network interfaces of a VM (VIF), each with its network. */
export function interfaces(vifs: Values, lookup: Lookup): Table {
  return {
    id: 'interfaces',
    label: say('relation.interfaces'),
    from: vifs,
    columns: [
      say('column.network'),
      say('column.macAddress'),
      say('column.ipAddresses'),
      say('column.attached'),
    ],
    cells: (vif) => {
      const guest = follow(lookup, follow(lookup, vif, 'VM'), 'guest_metrics');
      const found = guest === undefined ? [] : addresses(guest, text(vif, 'device') ?? '');
      return [
        link(vif['network'], lookup),
        words(text(vif, 'MAC')),
        words(found.join(', ')),
        yesNo(vif['currently_attached']),
      ];
    },
  };
}

export function snapshots(vms: Values): Table {
  return {
    id: 'snapshots',
    label: say('relation.snapshots'),
    from: vms,
    columns: [say('column.taken'), say('column.contains'), say('column.description')],
    cells: (vm) => [
      moment(time(vm, 'snapshot_time')),
      words(
        text(vm, 'power_state') === 'Suspended' ? say('cell.disksAndMemory') : say('cell.disks'),
      ),
      words(text(vm, 'name_description')),
    ],
  };
}

export function machines(vms: Values, label: Text = say('relation.vms')): Table {
  return {
    id: 'vms',
    label,
    from: vms,
    without: (vm) => flag(vm, 'is_control_domain'),
    columns: [
      say('column.power'),
      say('column.vcpus'),
      say('column.memory'),
      say('column.description'),
    ],
    cells: (vm) => [
      words(flag(vm, 'is_a_template') ? say('cell.template') : powerText(text(vm, 'power_state'))),
      words(String(number(vm, 'VCPUs_at_startup') ?? '')),
      bytes(number(vm, 'memory_dynamic_max')),
      words(text(vm, 'name_description')),
    ],
  };
}

/** A power state in words; one that is not known here in the server's own. */
function powerText(state: string | undefined): Text | undefined {
  switch (state) {
    case 'Running':
    case 'Halted':
    case 'Suspended':
    case 'Paused':
      return say(`cell.power.${state}`);
    default:
      return state;
  }
}

/** The VMs behind block devices or interfaces. */
export function users(devices: Values, lookup: Lookup): Table {
  return {
    id: 'users',
    label: say('relation.usedBy'),
    from: devices,
    shown: (one) => one['VM'],
    columns: [say('column.device'), say('column.attached'), say('column.host')],
    cells: (one) => [
      words(text(one, 'device') ?? text(one, 'userdevice')),
      yesNo(one['currently_attached']),
      link(follow(lookup, one, 'VM')?.['resident_on'], lookup),
    ],
  };
}

/** The disk images of a storage repository. */
export function images(vdis: Values, lookup: Lookup, label: Text = say('relation.disks')): Table {
  return {
    id: 'images',
    label,
    from: vdis,
    columns: [say('column.size'), say('column.used'), say('column.vms'), say('column.description')],
    cells: (vdi) => {
      const [first, ...more] = list(vdi, 'VBDs');
      const vm = first === undefined ? undefined : vbdVm(first, lookup);
      return [
        bytes(number(vdi, 'virtual_size')),
        bytes(number(vdi, 'physical_utilisation')),
        more.length > 0 ? words(say('cell.vms', { count: more.length + 1 })) : link(vm, lookup),
        words(text(vdi, 'name_description')),
      ];
    },
  };
}

function vbdVm(vbd: PropertyValue, lookup: Lookup): PropertyValue | undefined {
  return follow(lookup, { vbd }, 'vbd')?.['VM'];
}

/** The network cards of a host, or of a network on all hosts (PIF): each tells the other of both. */
export function cards(pifs: Values, lookup: Lookup, of: 'host' | 'network'): Table {
  const other = of === 'host' ? 'network' : 'host';
  return {
    id: 'cards',
    label: say('relation.cards'),
    from: pifs,
    columns: [
      of === 'host' ? say('column.network') : say('column.host'),
      say('column.macAddress'),
      say('column.ipAddress'),
      say('column.link'),
      say('column.management'),
    ],
    cells: (pif) => {
      const metrics = follow(lookup, pif, 'metrics');
      const speed = number(metrics, 'speed');
      return [
        link(pif[other], lookup),
        words(text(pif, 'MAC')),
        words(text(pif, 'IP')),
        words(linkText(metrics, speed)),
        yesNo(pif['management']),
      ];
    },
  };
}

function linkText(metrics: Properties | undefined, speed: number | undefined): Text | undefined {
  if (metrics === undefined) return undefined;
  if (metrics['carrier'] !== true) return say('cell.linkDown');
  return speed ? say('cell.linkUpSpeed', { speed }) : say('cell.linkUp');
}

/** The ways to storage (PBD): of a host to its repositories, or of a repository to its hosts. */
export function attachments(pbds: Values, lookup: Lookup, by: 'SR' | 'host'): Table {
  return {
    id: 'attachments',
    label: by === 'SR' ? say('relation.storage') : say('relation.hosts'),
    from: pbds,
    shown: (pbd) => pbd[by],
    columns:
      by === 'SR'
        ? [say('column.type'), say('column.size'), say('column.shared'), say('column.attached')]
        : [say('column.attached')],
    cells: (pbd) => {
      const attached = yesNo(pbd['currently_attached']);
      if (by === 'host') return [attached];
      const sr = follow(lookup, pbd, 'SR');
      const size = number(sr, 'physical_size');
      return [words(text(sr, 'type')), bytes(size || undefined), yesNo(sr?.['shared']), attached];
    },
  };
}

/** The storage repositories of a pool. */
export function attachedStorage(srs: Values): Table {
  return {
    id: 'repositories',
    label: say('relation.storage'),
    from: srs,
    columns: [
      say('column.type'),
      say('column.size'),
      say('column.used'),
      say('column.allocated'),
      say('column.shared'),
    ],
    cells: (sr) => [
      words(text(sr, 'type')),
      bytes(number(sr, 'physical_size') || undefined),
      bytes(number(sr, 'physical_size') ? number(sr, 'physical_utilisation') : undefined),
      bytes(number(sr, 'virtual_allocation') || undefined),
      yesNo(sr['shared']),
    ],
  };
}

export function networks(values: Values): Table {
  return {
    id: 'networks',
    label: say('relation.networks'),
    from: values,
    columns: [say('column.mtu'), say('column.bridge'), say('column.description')],
    cells: (network) => [
      words(String(number(network, 'MTU') ?? '')),
      words(text(network, 'bridge')),
      words(text(network, 'name_description')),
    ],
  };
}

export function hosts(
  values: Values,
  lookup: Lookup,
  id = 'hosts',
  label: Text = say('relation.hosts'),
): Table {
  return {
    id,
    label,
    from: values,
    columns: [say('column.address'), say('column.memory'), say('column.enabled')],
    cells: (host) => [
      words(text(host, 'address')),
      bytes(number(follow(lookup, host, 'metrics'), 'memory_total')),
      yesNo(host['enabled']),
    ],
  };
}

/** Anything else that an object refers to. */
export function single(id: string, label: Text, value: PropertyValue | undefined): Table {
  return several(id, label, [value]);
}

export function several(id: string, label: Text, from: Values): Table {
  return {
    id,
    label,
    from,
    columns: [say('column.description')],
    cells: (one) => [words(text(one, 'name_description'))],
  };
}
