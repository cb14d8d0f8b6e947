import type { DemoPoolTruth } from '../../../../../demo/xapi/pool.ts';

/** Fields by class that no operation changes by the way: what is measured, allowed or under way is left out. */
const fields: Readonly<Record<string, readonly string[]>> = {
  VM: [
    'name_label',
    'name_description',
    'power_state',
    'is_a_template',
    'is_a_snapshot',
    'VCPUs_max',
    'VCPUs_at_startup',
    'memory_static_max',
    'memory_dynamic_max',
    'affinity',
    'tags',
    'other_config',
    'snapshot_of',
  ],
  VDI: ['name_label', 'SR', 'virtual_size', 'tags', 'other_config'],
  VBD: ['VM', 'VDI', 'userdevice', 'mode', 'type', 'empty', 'currently_attached', 'bootable'],
  VIF: ['VM', 'network', 'device', 'currently_attached'],
  host: ['name_label', 'enabled', 'tags', 'other_config'],
  pool: ['gui_config', 'other_config', 'tags'],
  SR: ['name_label', 'tags', 'other_config'],
  network: ['name_label', 'tags', 'other_config'],
};

/** What a pool is, in an order of its own: a device that was made anew has another reference. */
export function lastingState(truth: DemoPoolTruth): readonly string[] {
  return Object.entries(fields)
    .flatMap(([owner, names]) =>
      [...truth.all(owner)].map(({ values }) => {
        const kept = names.map((name) => [name, ordered(values[name])]);
        return `${owner} ${JSON.stringify(kept)}`;
      }),
    )
    .sort();
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(String).sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .map(([key, one]) => `${key}=${JSON.stringify(one)}`)
    .sort();
}
