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
    label: 'Disks',
    from: vbds,
    shown: (vbd) => vbd['VDI'],
    nothing: 'empty',
    columns: ['Device', 'Size', 'Storage', 'Mode', 'Attached'],
    cells: (vbd) => {
      const vdi = follow(lookup, vbd, 'VDI');
      const type = text(vbd, 'type') === 'CD' ? 'CD' : 'Disk';
      return [
        words(`${type} ${text(vbd, 'userdevice') ?? ''}${device(vbd)}`),
        bytes(number(vdi, 'virtual_size')),
        link(vdi?.['SR'], lookup),
        words(text(vbd, 'mode') === 'RO' ? 'Read only' : 'Read and write'),
        yesNo(vbd['currently_attached']),
      ];
    },
  };
}

function device(vbd: Properties): string {
  const name = text(vbd, 'device');
  return name === undefined ? '' : ` (${name})`;
}

/** The network interfaces of a VM (VIF), each with its network. */
export function interfaces(vifs: Values, lookup: Lookup): Table {
  return {
    id: 'interfaces',
    label: 'Network interfaces',
    from: vifs,
    columns: ['Network', 'MAC address', 'IP addresses', 'Attached'],
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
    label: 'Snapshots',
    from: vms,
    columns: ['Taken', 'Contains', 'Description'],
    cells: (vm) => [
      moment(time(vm, 'snapshot_time')),
      words(text(vm, 'power_state') === 'Suspended' ? 'Disks and memory' : 'Disks'),
      words(text(vm, 'name_description')),
    ],
  };
}

export function machines(vms: Values, label = 'Virtual machines'): Table {
  return {
    id: 'vms',
    label,
    from: vms,
    without: (vm) => flag(vm, 'is_control_domain'),
    columns: ['Power', 'vCPUs', 'Memory', 'Description'],
    cells: (vm) => [
      words(flag(vm, 'is_a_template') ? 'Template' : text(vm, 'power_state')),
      words(String(number(vm, 'VCPUs_at_startup') ?? '')),
      bytes(number(vm, 'memory_dynamic_max')),
      words(text(vm, 'name_description')),
    ],
  };
}

/** The VMs behind block devices or interfaces. */
export function users(devices: Values, lookup: Lookup): Table {
  return {
    id: 'users',
    label: 'Used by',
    from: devices,
    shown: (one) => one['VM'],
    columns: ['Device', 'Attached', 'Host'],
    cells: (one) => [
      words(text(one, 'device') ?? text(one, 'userdevice')),
      yesNo(one['currently_attached']),
      link(follow(lookup, one, 'VM')?.['resident_on'], lookup),
    ],
  };
}

/** The disk images of a storage repository. */
export function images(vdis: Values, lookup: Lookup, label = 'Disks'): Table {
  return {
    id: 'images',
    label,
    from: vdis,
    columns: ['Size', 'Used', 'Virtual machines', 'Description'],
    cells: (vdi) => {
      const [first, ...more] = list(vdi, 'VBDs');
      const vm = first === undefined ? undefined : vbdVm(first, lookup);
      return [
        bytes(number(vdi, 'virtual_size')),
        bytes(number(vdi, 'physical_utilisation')),
        more.length > 0 ? words(`${more.length + 1} virtual machines`) : link(vm, lookup),
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
    label: 'Network cards',
    from: pifs,
    columns: [
      of === 'host' ? 'Network' : 'Host',
      'MAC address',
      'IP address',
      'Link',
      'Management',
    ],
    cells: (pif) => {
      const metrics = follow(lookup, pif, 'metrics');
      const speed = number(metrics, 'speed');
      const linked = metrics?.['carrier'] === true;
      return [
        link(pif[other], lookup),
        words(text(pif, 'MAC')),
        words(text(pif, 'IP')),
        words(linked ? `Up${speed ? `, ${speed} Mbit/s` : ''}` : metrics && 'Down'),
        yesNo(pif['management']),
      ];
    },
  };
}

/** The ways to storage (PBD): of a host to its repositories, or of a repository to its hosts. */
export function attachments(pbds: Values, lookup: Lookup, by: 'SR' | 'host'): Table {
  return {
    id: 'attachments',
    label: by === 'SR' ? 'Storage' : 'Hosts',
    from: pbds,
    shown: (pbd) => pbd[by],
    columns: by === 'SR' ? ['Type', 'Size', 'Shared', 'Attached'] : ['Attached'],
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
    label: 'Storage',
    from: srs,
    columns: ['Type', 'Size', 'Used', 'Allocated', 'Shared'],
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
    label: 'Networks',
    from: values,
    columns: ['MTU', 'Bridge', 'Description'],
    cells: (network) => [
      words(String(number(network, 'MTU') ?? '')),
      words(text(network, 'bridge')),
      words(text(network, 'name_description')),
    ],
  };
}

export function hosts(values: Values, lookup: Lookup, label = 'Hosts'): Table {
  return {
    id: `hosts ${label}`,
    label,
    from: values,
    columns: ['Address', 'Memory', 'Enabled'],
    cells: (host) => [
      words(text(host, 'address')),
      bytes(number(follow(lookup, host, 'metrics'), 'memory_total')),
      yesNo(host['enabled']),
    ],
  };
}

/** Anything else that an object refers to. */
export function single(id: string, label: string, value: PropertyValue | undefined): Table {
  return several(id, label, [value]);
}

export function several(id: string, label: string, from: Values): Table {
  return {
    id,
    label,
    from,
    columns: ['Description'],
    cells: (one) => [words(text(one, 'name_description'))],
  };
}
