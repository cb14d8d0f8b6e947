import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { LookupChoices, LookupOption } from '#shared/model/choice.ts';
import { isDataObject } from '#shared/model/property-value.ts';
import { list } from '../../map/read.ts';
import { apiModel } from '../../vim25/model/api-model.ts';
import type { VirtualDevice, VirtualDeviceConfigSpec } from '../../vim25/types.gen.ts';
import type { VimRecord, VimValue } from '../../vim25/values.ts';
import { call, type Call } from '../call.ts';
import type { Work } from '../definition.ts';

/** A virtual device as the server has it, whatever its type (VirtualDevice). */
export interface Device extends VimRecord {
  readonly key: number;
  readonly deviceInfo?: VimRecord & { readonly label?: string; readonly summary?: string };
  readonly backing?: VimRecord;
  readonly connectable?: VimRecord & { readonly connected?: boolean };
  readonly controllerKey?: number;
  readonly unitNumber?: number;
}

/** The devices of the VM as they are now: they are not cached. */
export async function readDevices({ server, ref }: Work): Promise<readonly Device[]> {
  const path = 'config.hardware.device';
  const devices = list(await server.read(ref, [path]), path);
  return devices.filter(
    (one): one is Device => isDataObject(one) && typeof one['key'] === 'number',
  );
}

/** Devices of a type, or of one that derives from it: `VirtualEthernetCard`. */
export function devicesOf(devices: readonly Device[], type: string): readonly Device[] {
  return devices.filter(({ $type }) => apiModel().isSubtype($type, type));
}

/** `Hard disk 1`. */
export function labelOf(device: Device): string {
  return device.deviceInfo?.label ?? `${device.$type} ${device.key}`;
}

/** The device that an input names by its key. @throws MorefException `missing` */
export async function chosenDevice(work: Work, input: string, type: string): Promise<Device> {
  return chosenAmong(work, await readDevices(work), input, type);
}

/** The same among devices that have been read. @throws MorefException `missing` */
export function chosenAmong(
  work: Work,
  devices: readonly Device[],
  input: string,
  type: string,
): Device {
  const key = work.text(input);
  const found = devicesOf(devices, type).find((one) => String(one.key) === key);
  if (found !== undefined) return found;
  const message = say('error.noDevice', { name: work.name });
  throw new MorefException({ kind: 'missing', message, ref: work.ref });
}

/** The devices of a type as choices. */
export async function deviceChoices(
  work: Work,
  type: string,
  describe: (device: Device, all: readonly Device[]) => Partial<LookupOption>,
): Promise<LookupChoices> {
  const all = await readDevices(work);
  return {
    options: devicesOf(all, type).map((device) => ({
      value: String(device.key),
      label: labelOf(device),
      ...describe(device, all),
    })),
  };
}

/** One change of a device. */
export function change(
  operation: 'add' | 'edit' | 'remove',
  device: VimRecord,
  fileOperation?: 'create' | 'destroy',
): VirtualDeviceConfigSpec {
  return {
    $type: 'VirtualDeviceConfigSpec',
    operation,
    ...onlyDefined({ fileOperation }),
    device: known(device) as unknown as VirtualDevice,
  };
}

/** ReconfigVM_Task with changes of devices. */
export function reconfigure(work: Work, deviceChange: readonly VirtualDeviceConfigSpec[]): Call {
  const spec = { $type: 'VirtualMachineConfigSpec', deviceChange } as const;
  return call(work.self, 'ReconfigVM_Task', { spec });
}

/** What a newer server added to a device cannot be sent back: the schema of this API version does not have it. */
function known(record: VimRecord): VimRecord {
  const fields = apiModel().fieldsOf(record.$type);
  const kept = fields.flatMap(({ name }) => {
    const value = record[name];
    return value === undefined ? [] : [[name, knownValue(value)] as const];
  });
  return { $type: record.$type, ...Object.fromEntries(kept) };
}

function knownValue(value: VimValue): VimValue {
  if (Array.isArray(value)) return (value as readonly VimValue[]).map(knownValue);
  if (typeof value !== 'object' || value === null) return value;
  const record = value as VimRecord;
  return apiModel().isDataType(record.$type) ? known(record) : value;
}
