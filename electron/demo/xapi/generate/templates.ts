import type { Row } from '../db/row.ts';
import { GiB } from './builder.ts';
import type { Builder } from './builder.ts';

const builtIn = [
  ['Debian Trixie 13', 1, 'debian-13'],
  ['Debian Bookworm 12', 1, 'debian-12'],
  ['Ubuntu Noble Numbat 24.04', 1, 'ubuntu-24'],
  ['AlmaLinux 9', 2, 'almalinux-9'],
  ['Rocky Linux 9', 2, 'rocky-9'],
  ['Oracle Linux 9', 2, 'oracle-9'],
  ['SUSE Linux Enterprise Server 15 (64-bit)', 1, 'sles-15-64bit'],
  ['Windows 11', 4, 'windows-11'],
  ['Windows Server 2022', 4, 'windows-server-2022'],
  ['Windows Server 2025', 4, 'windows-server-2025'],
  ['Other install media', 1, 'other-install-media'],
] as const;

/** What a template recommends, as XenCenter reads it. */
export const recommendations =
  '<restrictions><restriction field="memory-static-max" max="1649267441664"/><restriction field="vcpus-max" max="64"/><restriction field="has-vendor-device" value="false"/><restriction max="255" property="number-of-vbds"/><restriction max="7" property="number-of-vifs"/><restriction field="allow-gpu-passthrough" value="1"/><restriction field="allow-vgpu" value="1"/><restriction field="supports-bios" value="yes"/><restriction field="supports-uefi" value="yes"/></restrictions>';

/** What every machine's virtual hardware has. */
export const platform: Readonly<Record<string, string>> = {
  timeoffset: '0',
  nx: 'true',
  acpi: '1',
  apic: 'true',
  pae: 'true',
  viridian: 'false',
  'device-model': 'qemu-upstream-compat',
  vga: 'std',
  videoram: '8',
};

/** Memory and processors of a machine, as its fields. */
export function size(gibibytes: number, processors: number): Record<string, number> {
  const memory = gibibytes * GiB;
  return {
    memory_static_max: memory,
    memory_dynamic_max: memory,
    memory_dynamic_min: memory,
    memory_static_min: Math.min(memory, GiB),
    memory_target: memory,
    memory_overhead: 11 * 1024 * 1024,
    VCPUs_max: processors,
    VCPUs_at_startup: processors,
  };
}

/** The templates that come with the server; the wizard for a new machine makes their disks from `other_config.disks`. */
export function addTemplates(builder: Builder): Row[] {
  return builtIn.map(([name, gibibytes, label], index) => {
    const metrics = builder.add('VM_metrics', {});
    return builder.add('VM', {
      name_label: name,
      name_description: `Clones of this template will automatically provision their storage when first booted and then reconfigure themselves with the optimal settings for ${name}.`,
      is_a_template: true,
      is_default_template: true,
      user_version: 1,
      ...size(gibibytes, label.startsWith('windows') ? 2 : 1),
      actions_after_shutdown: 'destroy',
      actions_after_reboot: 'restart',
      actions_after_crash: 'restart',
      HVM_boot_policy: 'BIOS order',
      HVM_boot_params: { order: 'cdn', firmware: 'bios' },
      platform: label.startsWith('windows') ? { ...platform, 'cores-per-socket': '2' } : platform,
      domain_type: 'hvm',
      domid: -1,
      metrics: metrics.ref,
      reference_label: label,
      recommendations,
      other_config: {
        default_template: 'true',
        mac_seed: builder.uuid(),
        'install-methods': 'cdrom,nfs,http,ftp',
        disks: `<provision><disk bootable="true" device="0" size="${(index < 7 ? 10 : 32) * GiB}" sr="" type="system"/></provision>`,
        ...(label === 'sles-15-64bit' && { HideFromXenCenter: 'true' }),
      },
    });
  });
}
