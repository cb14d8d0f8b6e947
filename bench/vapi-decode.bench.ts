import { apiModel } from '#core/providers/vsphere/vapi/model/api-model.ts';
import { Codecs } from '#core/providers/vsphere/vapi/rpc/codecs.ts';
import { readAnswer } from '#core/providers/vsphere/vapi/decode/answer.ts';
import { outcome } from '#core/providers/vsphere/vapi/rpc/outcome.ts';
import { readStream } from '#core/providers/vsphere/vapi/rpc/stream.ts';
import { heapInUse } from './event-loop.ts';
import { median, report } from './figure.ts';

/**
 * From the text of an answer to typed values, beside JSON.parse of the same text: a list of 4,000 VMs, which is the most that a
 * vCenter gives, and a VM with many devices, whose maps are arrays of entries on the wire. And a stream of a gigabyte.
 */
const VM = 'com.vmware.vcenter.VM';
const RUNS = 31;

const structure = (name: string, fields: object): object => ({ STRUCTURE: { [name]: fields } });
const optional = (value: unknown): object => ({ OPTIONAL: value });
const mapOf = (entries: readonly (readonly [string, object])[]): readonly object[] =>
  entries.map(([key, value]) => structure('map-entry', { key, value }));
const answer = (output: unknown): string =>
  JSON.stringify({ jsonrpc: '2.0', id: '1', result: { output } })
    // No number of JavaScript is this one: the cookie of a distributed port.
    .replaceAll('"COOKIE"', '9007199254740993');

function list(count: number): string {
  const states = ['POWERED_ON', 'POWERED_OFF', 'SUSPENDED'];
  return answer(
    Array.from({ length: count }, (_, index) =>
      structure(`${VM}.summary`, {
        vm: `vm-${1000 + index}`,
        name: `app-${index % 40}-web${String(index).padStart(5, '0')}`,
        power_state: states[index % 3],
        cpu_count: optional(1 + (index % 8)),
        memory_size_MiB: optional(1024 * (1 + (index % 16))),
      }),
    ),
  );
}

function disk(unit: number): object {
  const hardware = 'com.vmware.vcenter.vm.hardware';
  return structure(`${hardware}.disk.info`, {
    label: `Hard disk ${unit + 1}`,
    type: 'SCSI',
    ide: optional(null),
    scsi: optional(structure(`${hardware}.scsi_address_info`, { bus: 0, unit })),
    sata: optional(null),
    nvme: optional(null),
    backing: structure(`${hardware}.disk.backing_info`, {
      type: 'VMDK_FILE',
      vmdk_file: optional(`[datastore-12] app/app_${unit}.vmdk`),
    }),
    capacity: optional(17179869184 + unit),
  });
}

function nic(index: number): object {
  const ethernet = 'com.vmware.vcenter.vm.hardware.ethernet';
  return structure(`${ethernet}.info`, {
    label: `Network adapter ${index + 1}`,
    type: 'VMXNET3',
    upt_compatibility_enabled: optional(false),
    mac_type: 'ASSIGNED',
    mac_address: optional(`00:50:56:00:01:${String(10 + index)}`),
    pci_slot_number: optional(192 + index),
    wake_on_lan_enabled: true,
    backing: structure(`${ethernet}.backing_info`, {
      type: 'DISTRIBUTED_PORTGROUP',
      network: optional('dvportgroup-1'),
      network_name: optional(null),
      host_device: optional(null),
      distributed_switch_uuid: optional('35a0ea95-4b03-5268-876e-64dbda89159e'),
      distributed_port: optional(String(index)),
      connection_cookie: optional('COOKIE'),
      opaque_network_type: optional(null),
      opaque_network_id: optional(null),
    }),
    state: 'CONNECTED',
    start_connected: true,
    allow_guest_control: true,
  });
}

function scsiAdapter(bus: number): object {
  const hardware = 'com.vmware.vcenter.vm.hardware';
  return structure(`${hardware}.adapter.scsi.info`, {
    label: `SCSI controller ${bus}`,
    type: 'PVSCSI',
    scsi: structure(`${hardware}.scsi_address_info`, { bus, unit: 7 }),
    pci_slot_number: optional(160 + bus),
    sharing: 'NONE',
  });
}

/** As many devices as a machine may have. */
function machine(): string {
  const hardware = 'com.vmware.vcenter.vm.hardware';
  const many = (count: number, first: number, make: (index: number) => object) =>
    mapOf(Array.from({ length: count }, (_, index) => [String(first + index), make(index)]));
  return answer(
    structure(`${VM}.info`, {
      guest_OS: 'RHEL_8_64',
      name: 'app',
      identity: optional(
        structure('com.vmware.vcenter.vm.identity.info', {
          name: 'app',
          bios_uuid: '113e83dd-9bfb-56af-a8c1-3960134b4b70',
          instance_uuid: 'fadebed8-997f-5df1-85d7-9b49d8dca3f4',
        }),
      ),
      power_state: 'POWERED_ON',
      instant_clone_frozen: optional(false),
      hardware: structure(`${hardware}.info`, {
        version: 'VMX_19',
        upgrade_policy: 'NEVER',
        upgrade_version: optional(null),
        upgrade_status: 'NONE',
        upgrade_error: optional(null),
      }),
      boot_devices: [],
      disks: many(60, 2000, disk),
      nics: many(10, 4000, nic),
      cdroms: [],
      floppies: [],
      scsi_adapters: many(4, 1000, scsiAdapter),
    }),
  );
}

/** What a decoder of the answers of an operation is given. */
function decoding(operation: string) {
  const spec = apiModel().operation(VM, operation);
  if (spec === undefined) throw new Error(`no ${operation}`);
  const facts = { service: VM, operation, opId: '' };
  const context = { facts, errorType: '', secrets: null };
  return { codec: new Codecs().of(spec, 'specialised'), context };
}

function compare(name: string, text: string, operation: string, times: number): void {
  const { codec, context } = decoding(operation);
  const decode = (): unknown => outcome(readAnswer(text, '1'), codec, context);
  const parse = (): unknown => JSON.parse(text);
  const time = (work: () => unknown): number => {
    const started = performance.now();
    for (let run = 0; run < times; run += 1) work();
    return (performance.now() - started) / times;
  };
  const decodes: number[] = [];
  const parses: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    decodes.push(time(decode));
    parses.push(time(parse));
  }
  report({
    name: `vAPI decode, ${name}, ${Math.round(text.length / 1000)} kB`,
    value: median(decodes),
    unit: 'ms',
    reference: 'JSON.parse of the same text',
    referenceValue: median(parses),
    goal: 3,
  });
}

compare('list of 4,000 VMs', list(4000), 'list', 1);
compare('VM with 60 disks and 10 adapters', machine(), 'get', 20);

const GIGABYTE = 1e9;

/** A stream of VM lists of 100, cut where it falls: the same chunk over and over, since what is measured keeps nothing. */
async function* gigabyte(onChunk: (total: number) => void): AsyncGenerator<Uint8Array> {
  const text = list(100);
  const frame = Buffer.from(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`);
  const frames = Buffer.concat(Array.from({ length: 64 }, () => frame));
  const size = 64 * 1024 - 7;
  let total = 0;
  while (total < GIGABYTE) {
    for (let at = 0; at < frames.length; at += size) {
      yield frames.subarray(at, at + size);
      total += Math.min(size, frames.length - at);
      onChunk(total);
    }
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  const end = '{"jsonrpc":"2.0","id":"1","result":{}}';
  yield Buffer.from(`${end.length.toString(16)}\r\n${end}\r\n`);
}

/** Everything that is held: the live heap after a collection, and memory outside of it. */
function held(): number {
  return heapInUse() + process.memoryUsage().arrayBuffers;
}

async function stream(): Promise<void> {
  const { codec, context } = decoding('list');
  const before = held();
  let growth = 0;
  let looked = 0;
  let items = 0;
  let bytes = 0;
  const body = gigabyte((total) => {
    bytes = total;
    if (total - looked < 50e6) return;
    looked = total;
    growth = Math.max(growth, held() - before);
  });
  const started = performance.now();
  for await (const item of readStream(body, '1', codec, context, 'stream')) {
    if (!Array.isArray(item) || item.length !== 100) throw new Error('a broken frame');
    items += 1;
  }
  const seconds = (performance.now() - started) / 1000;
  report({
    name: `vAPI stream of ${Math.round(bytes / 1e6)} MB in ${items} frames: most memory held above the start`,
    value: growth / 1024 / 1024,
    unit: 'MiB',
    reference: null,
    referenceValue: null,
    goal: 4,
  });
  report({
    name: 'vAPI stream, decoded to values',
    value: seconds / (bytes / 1e9),
    unit: 's/GB',
    reference: null,
    referenceValue: null,
    goal: null,
  });
}

await stream();
