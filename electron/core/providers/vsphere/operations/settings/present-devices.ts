import type { Properties } from '#shared/model/object-update.ts';
import { isDataObject, type PropertyValue } from '#shared/model/property-value.ts';
import type { Device } from '../hardware/devices.ts';

const none: readonly Device[] = [];

/** The devices of a machine that somebody looks at, as they were read last (page-paths.ts); none until then. */
export function presentDevices(vm: Properties): readonly Device[] {
  const hardware = vm['config.hardware'];
  const devices = isDataObject(hardware) ? hardware['device'] : undefined;
  if (!Array.isArray(devices)) return none;
  return (devices as readonly PropertyValue[]).filter(
    (one): one is Device => isDataObject(one) && typeof one['key'] === 'number',
  );
}
