import type { Value } from '../api/value.ts';
import { text } from '../api/value.ts';
import type { Row } from '../db/row.ts';
import { GiB } from './builder.ts';
import type { Builder } from './builder.ts';

/** What a host is made of. */
export interface HostPlan {
  readonly index: number;
  readonly address: string;
  readonly cpus: number;
  readonly memory: number;
}

const version: Readonly<Record<string, string>> = {
  product_brand: 'XCP-ng',
  product_version: '8.3.0',
  product_version_text: '8.3',
  product_version_text_short: '8.3',
  platform_name: 'XCP',
  platform_version: '3.4.0',
  build_number: '8.3.0',
  xapi: '26.17',
  xapi_build: '26.17.0',
  xen: '4.17.5-13',
  linux: '4.19.0+1',
  hostname: 'localhost',
  date: '2026-06-01',
  network_backend: 'openvswitch',
  dbv: '0.0.1',
};

const cpuModel = 'Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz';

function cpuInfo({ cpus }: HostPlan): Record<string, string> {
  return {
    cpu_count: String(cpus),
    socket_count: '2',
    threads_per_core: '2',
    vendor: 'GenuineIntel',
    speed: '1995.380',
    modelname: cpuModel,
    family: '6',
    model: '106',
    stepping: '6',
    flags:
      'fpu de tsc msr pae mce cx8 apic sep mca cmov pat clflush mmx fxsr sse sse2 ht syscall nx',
    features_pv: '1fc9cbf5-f6f83203-2991cbf5-00000123-00000007-219c0f49',
    features_hvm: '1fcbfbff-f7fa3223-2d93fbff-00000523-0000000f-f1bf0fbb',
  };
}

/** A host with its metrics, CPUs, certificate and control domain. */
export function addHost(builder: Builder, plan: HostPlan): Row {
  const { index, cpus, memory } = plan;
  const name = `xcp-${String(index + 1).padStart(2, '0')}`;
  const metrics = builder.add('host_metrics', {
    memory_total: memory,
    memory_free: memory - 8 * GiB,
    live: true,
    last_updated: builder.daysAgo(0),
  });
  const host = builder.add('host', { ...hostFields(plan, name), metrics: metrics.ref });
  addCpus(builder, host, cpus);
  addCertificate(builder, host, name);
  addControlDomain(builder, host, name);
  return host;
}

function hostFields(plan: HostPlan, name: string): Record<string, Value> {
  return {
    ...sameForAll,
    name_label: name,
    memory_overhead: Math.round(plan.memory * 0.012),
    software_version: { ...version, hostname: name },
    other_config: {
      agent_start_time: '1787500000.',
      boot_time: '1787499000.',
      iscsi_iqn: `iqn.2026-05.example:${name}`,
    },
    cpu_info: cpuInfo(plan),
    hostname: name,
    address: plan.address,
    bios_strings: {
      'bios-vendor': 'Dell Inc.',
      'bios-version': '1.12.1',
      'system-manufacturer': 'Dell Inc.',
      'system-product-name': 'PowerEdge R650',
      'system-serial-number': `SN${String(1000 + plan.index)}`,
    },
    iscsi_iqn: `iqn.2026-05.example:${name}`,
  };
}

/** The fields that no host of the pool has otherwise. */
const sameForAll = {
  name_description: 'Default install',
  API_version_major: 2,
  API_version_minor: 21,
  API_version_vendor: 'XenSource',
  enabled: true,
  capabilities: ['xen-3.0-x86_64', 'hvm-3.0-x86_32', 'hvm-3.0-x86_32p', 'hvm-3.0-x86_64'],
  sched_policy: 'credit',
  supported_bootloaders: ['pygrub', 'eliloader'],
  license_params: { sku_type: 'xcp-ng', expiry: '20991231T23:59:59Z', version: '8.3.0' },
  edition: 'xcp-ng',
  editions: ['xcp-ng'],
  chipset_info: { iommu: 'true' },
  virtual_hardware_platform_versions: [0, 1, 2],
  ssl_legacy: false,
  tls_verification_enabled: true,
  latest_synced_updates_applied: 'yes',
  tags: [],
} as const;

function addCpus(builder: Builder, host: Row, cpus: number): void {
  for (let number = 0; number < cpus; number += 1) {
    builder.add('host_cpu', {
      host: host.ref,
      number,
      vendor: 'GenuineIntel',
      speed: 1995,
      modelname: cpuModel,
      family: 6,
      model: 106,
      stepping: '6',
      flags: 'fpu de tsc msr pae mce cx8 apic sep mca cmov pat clflush mmx fxsr sse sse2 ht',
      utilisation: 0,
    });
  }
}

function addCertificate(builder: Builder, host: Row, name: string): void {
  const fingerprint = builder.uuid().replaceAll('-', '').toUpperCase().match(/../g) ?? [];
  builder.add('Certificate', {
    name: '',
    type: 'host',
    host: host.ref,
    not_before: builder.daysAgo(100),
    not_after: builder.daysAgo(-3550),
    fingerprint: [...fingerprint, ...fingerprint].join(':'),
    fingerprint_sha256: [...fingerprint, ...fingerprint].join(':'),
    fingerprint_sha1: [...fingerprint, ...fingerprint.slice(0, 4)].join(':'),
  });
  builder.db.set(host, { hostname: name });
}

function addControlDomain(builder: Builder, host: Row, name: string): void {
  const memory = 8 * GiB;
  const metrics = builder.add('VM_metrics', {
    memory_actual: memory,
    VCPUs_number: 16,
    start_time: builder.daysAgo(40),
    install_time: builder.daysAgo(100),
    last_updated: builder.daysAgo(0),
    current_domain_type: 'pv',
  });
  const domain = builder.add('VM', {
    name_label: `Control domain on host: ${name}`,
    name_description: 'The domain which manages physical devices and manages other domains',
    power_state: 'Running',
    is_control_domain: true,
    resident_on: host.ref,
    affinity: host.ref,
    domid: 0,
    domarch: 'x86_64',
    memory_target: memory,
    memory_static_max: memory,
    memory_dynamic_max: memory,
    memory_dynamic_min: memory,
    memory_static_min: memory,
    VCPUs_max: 16,
    VCPUs_at_startup: 16,
    metrics: metrics.ref,
    domain_type: 'pv',
    other_config: { storage_driver_domain: 'OpaqueRef:NULL', is_system_domain: 'true' },
    has_vendor_device: false,
  });
  // A picture of its text console, and the text itself.
  for (const protocol of ['vt100', 'rfb']) {
    const console = builder.add('console', { VM: domain.ref, protocol });
    const location = `https://${text(host.values['address'])}/console?ref=${console.ref}`;
    builder.db.set(console, { location });
  }
  builder.db.set(host, { control_domain: domain.ref });
}
