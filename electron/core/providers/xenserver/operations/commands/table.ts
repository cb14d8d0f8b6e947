import type { CallArguments } from './arguments.ts';
import { quoted } from './shell.ts';

type Translate = (given: CallArguments) => string | readonly string[];

const simple =
  (command: string, owner: string, more = ''): Translate =>
  (given) =>
    `xe ${command} uuid=${given.uuid(0, owner)}${more}`;

/** Messages that clients set other_config, tags and texts with, whatever the class. */
const general: Readonly<Record<string, Translate>> = {
  set_name_label: (a) => `xe ${a.prefix}-param-set uuid=${a.self} name-label=${a.text(1)}`,
  set_name_description: (a) =>
    `xe ${a.prefix}-param-set uuid=${a.self} name-description=${a.text(1)}`,
  set_tags: (a) => [
    `xe ${a.prefix}-param-clear uuid=${a.self} param-name=tags`,
    ...texts(a.raw(1)).map((tag) => paramAdd(a, tag)),
  ],
  add_tags: (a) => paramAdd(a, String(a.raw(1))),
  remove_tags: (a) =>
    `xe ${a.prefix}-param-remove uuid=${a.self} param-name=tags param-key=${a.text(1)}`,
  add_to_other_config: (a) =>
    `xe ${a.prefix}-param-set uuid=${a.self} ${quoted(`other-config:${String(a.raw(1))}`)}=${a.text(2)}`,
  remove_from_other_config: (a) =>
    `xe ${a.prefix}-param-remove uuid=${a.self} param-name=other-config param-key=${a.text(1)}`,
  add_to_platform: (a) =>
    `xe ${a.prefix}-param-set uuid=${a.self} ${quoted(`platform:${String(a.raw(1))}`)}=${a.text(2)}`,
  remove_from_platform: (a) =>
    `xe ${a.prefix}-param-remove uuid=${a.self} param-name=platform param-key=${a.text(1)}`,
  add_to_HVM_boot_params: (a) => paramSet(a, `HVM-boot-params:${String(a.raw(1))}`, 2),
  remove_from_HVM_boot_params: (a) =>
    `xe ${a.prefix}-param-remove uuid=${a.self} param-name=HVM-boot-params param-key=${a.text(1)}`,
  add_to_VCPUs_params: (a) => paramSet(a, `VCPUs-params:${String(a.raw(1))}`, 2),
  remove_from_VCPUs_params: (a) =>
    `xe ${a.prefix}-param-remove uuid=${a.self} param-name=VCPUs-params param-key=${a.text(1)}`,
  set_order: (a) => paramSet(a, 'order', 1),
  set_start_delay: (a) => paramSet(a, 'start-delay', 1),
  set_shutdown_delay: (a) => paramSet(a, 'shutdown-delay', 1),
  add_to_gui_config: (a) =>
    `xe ${a.prefix}-param-set uuid=${a.self} ${quoted(`gui-config:${String(a.raw(1))}`)}=${a.text(2)}`,
  remove_from_gui_config: (a) =>
    `xe ${a.prefix}-param-remove uuid=${a.self} param-name=gui-config param-key=${a.text(1)}`,
};

const machines: Readonly<Record<string, Translate>> = {
  'VM.start': simple('vm-start', 'VM'),
  'VM.start_on': (a) => `xe vm-start uuid=${a.self} on=${a.uuid(1, 'host')}`,
  'VM.clean_shutdown': simple('vm-shutdown', 'VM'),
  'VM.hard_shutdown': simple('vm-shutdown', 'VM', ' force=true'),
  'VM.clean_reboot': simple('vm-reboot', 'VM'),
  'VM.hard_reboot': simple('vm-reboot', 'VM', ' force=true'),
  'VM.suspend': simple('vm-suspend', 'VM'),
  'VM.resume': simple('vm-resume', 'VM'),
  'VM.pause': simple('vm-pause', 'VM'),
  'VM.unpause': simple('vm-unpause', 'VM'),
  'VM.snapshot': (a) => `xe vm-snapshot uuid=${a.self} new-name-label=${a.text(1)}`,
  'VM.checkpoint': (a) => `xe vm-checkpoint uuid=${a.self} new-name-label=${a.text(1)}`,
  'VM.snapshot_with_quiesce': (a) =>
    `xe vm-snapshot-with-quiesce uuid=${a.self} new-name-label=${a.text(1)}`,
  'VM.revert': (a) => `xe snapshot-revert snapshot-uuid=${a.self}`,
  'VM.clone': (a) => `xe ${a.prefix}-clone uuid=${a.self} new-name-label=${a.text(1)}`,
  'VM.copy': (a) =>
    `xe ${a.prefix}-copy uuid=${a.self} new-name-label=${a.text(1)}${a.isNull(2) ? '' : ` sr-uuid=${a.uuid(2, 'SR')}`}`,
  'VM.destroy': (a) =>
    `xe ${a.prefix === 'snapshot' ? 'snapshot-destroy' : 'vm-destroy'} uuid=${a.self}`,
  'VM.set_is_a_template': (a) =>
    `xe ${a.prefix}-param-set uuid=${a.self} is-a-template=${a.text(1)}`,
  'VM.set_affinity': (a) => `xe ${a.prefix}-param-set uuid=${a.self} affinity=${a.uuid(1, 'host')}`,
  'VM.set_memory_limits': (a) =>
    `xe vm-memory-limits-set uuid=${a.self} static-min=${a.text(1)} static-max=${a.text(2)} dynamic-min=${a.text(3)} dynamic-max=${a.text(4)}`,
  'VM.set_memory_dynamic_range': (a) =>
    `xe vm-memory-dynamic-range-set uuid=${a.self} min=${a.text(1)} max=${a.text(2)}`,
  'VM.set_VCPUs_max': (a) => `xe vm-param-set uuid=${a.self} VCPUs-max=${a.text(1)}`,
  'VM.set_VCPUs_at_startup': (a) => `xe vm-param-set uuid=${a.self} VCPUs-at-startup=${a.text(1)}`,
  'VM.set_VCPUs_number_live': (a) => `xe vm-vcpu-hotplug uuid=${a.self} new-vcpus=${a.text(1)}`,
  'VM.pool_migrate': (a) => `xe vm-migrate uuid=${a.self} host-uuid=${a.uuid(1, 'host')} live=true`,
  // The device is what the command itself finds free.
  'VM.get_allowed_VBD_devices': () => [],
  'VM.get_allowed_VIF_devices': (a) =>
    `xe vm-param-get uuid=${a.self} param-name=allowed-VIF-devices`,
};

const devices: Readonly<Record<string, Translate>> = {
  'VDI.create': (a) =>
    `xe vdi-create sr-uuid=${a.uuidOf(a.member('SR'), 'SR')} name-label=${quoted(a.member('name_label'))} type=user virtual-size=${a.member('virtual_size')}`,
  'VDI.destroy': simple('vdi-destroy', 'VDI'),
  'VDI.resize': (a) => `xe vdi-resize uuid=${a.self} disk-size=${a.text(1)}`,
  'VDI.resize_online': (a) => `xe vdi-resize uuid=${a.self} disk-size=${a.text(1)} online=true`,
  'VDI.pool_migrate': (a) => `xe vdi-pool-migrate uuid=${a.self} sr-uuid=${a.uuid(1, 'SR')}`,
  'VBD.create': (a) =>
    `xe vbd-create vm-uuid=${a.uuidOf(a.member('VM'), 'VM')} device=autodetect${disk(a)} type=${a.member('type')} mode=${a.member('mode')}`,
  'VBD.destroy': simple('vbd-destroy', 'VBD'),
  'VBD.plug': simple('vbd-plug', 'VBD'),
  'VBD.unplug': simple('vbd-unplug', 'VBD'),
  'VBD.insert': (a) => `xe vbd-insert uuid=${a.self} vdi-uuid=${a.uuid(1, 'VDI')}`,
  'VBD.eject': simple('vbd-eject', 'VBD'),
  'VIF.create': (a) =>
    `xe vif-create vm-uuid=${a.uuidOf(a.member('VM'), 'VM')} network-uuid=${a.uuidOf(a.member('network'), 'network')} device=${deviceOf(a)}${a.member('MAC') === '' ? ' mac=random' : ` mac=${a.member('MAC')}`}`,
  'VIF.destroy': simple('vif-destroy', 'VIF'),
  'VIF.plug': simple('vif-plug', 'VIF'),
  'VIF.unplug': simple('vif-unplug', 'VIF'),
  'VIF.move': (a) => `xe vif-move uuid=${a.self} network-uuid=${a.uuid(1, 'network')}`,
};

const hosts: Readonly<Record<string, Translate>> = {
  'host.disable': simple('host-disable', 'host'),
  'host.enable': simple('host-enable', 'host'),
  'host.get_vms_which_prevent_evacuation': simple('host-get-vms-which-prevent-evacuation', 'host'),
  'host.evacuate': simple('host-evacuate', 'host'),
  'host.reboot': simple('host-reboot', 'host'),
  'host.shutdown': simple('host-shutdown', 'host'),
  'message.destroy': simple('message-destroy', 'message'),
};

const table: Readonly<Record<string, Translate>> = { ...machines, ...devices, ...hosts };

/** The command lines for a call; undefined where `xe` has none. Names and parameters are those of xapi's own command table. */
export function xeLines(
  owner: string,
  message: string,
  given: CallArguments,
): readonly string[] | undefined {
  const translate = table[`${owner}.${message}`] ?? general[message];
  if (translate === undefined) return undefined;
  const lines = translate(given);
  return typeof lines === 'string' ? [lines] : lines;
}

function paramSet(given: CallArguments, name: string, value: number): string {
  return `xe ${given.prefix}-param-set uuid=${given.self} ${quoted(name)}=${given.text(value)}`;
}

function paramAdd(given: CallArguments, tag: string): string {
  return `xe ${given.prefix}-param-add uuid=${given.self} param-name=tags param-key=${quoted(tag)}`;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function disk(given: CallArguments): string {
  return given.member('empty') === 'true'
    ? ''
    : ` vdi-uuid=${given.uuidOf(given.member('VDI'), 'VDI')}`;
}

/** What an earlier answer decides is for the reader to fill in. */
function deviceOf(given: CallArguments): string {
  const device = given.member('device');
  return device.startsWith('«') ? "'<device>'" : quoted(device);
}
