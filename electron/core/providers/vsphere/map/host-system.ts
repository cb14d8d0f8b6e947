import { text as say } from '#shared/i18n/make-text.ts';
import type { MappedRow } from '#shared/model/mapped-row.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { RowFacts, RunState } from '#shared/model/row.ts';
import { entityName, flag, health, known, number, reference, text } from './read.ts';

const bytesPerMiB = 1024 * 1024;

/** HostSystem as a row. */
export function mapHostSystem(ref: Ref, properties: Properties): MappedRow {
  const memory = number(properties, 'summary.hardware.memorySize');
  return {
    ref,
    kind: 'host',
    name: entityName(properties, ref),
    state: runState(properties),
    health: health(properties),
    parent: reference(properties['parent']) ?? null,
    facts: known<RowFacts>({
      guestOs: text(properties, 'summary.config.product.fullName'),
      cpus: number(properties, 'summary.hardware.numCpuCores'),
      memoryMiB: memory === undefined ? undefined : Math.round(memory / bytesPerMiB),
      cpuMHz: number(properties, 'summary.quickStats.overallCpuUsage'),
      memoryUsedMiB: number(properties, 'summary.quickStats.overallMemoryUsage'),
      uuid: text(properties, 'summary.hardware.uuid'),
      note:
        text(properties, 'runtime.connectionState') === 'notResponding'
          ? say('note.notResponding')
          : undefined,
    }),
  };
}

function runState(properties: Properties): RunState {
  const connection = text(properties, 'runtime.connectionState');
  if (connection === 'disconnected' || connection === 'notResponding') return 'disconnected';
  if (flag(properties, 'runtime.inMaintenanceMode') === true) return 'maintenance';
  switch (text(properties, 'runtime.powerState')) {
    case 'poweredOn':
      return 'on';
    case 'poweredOff':
      return 'off';
    case 'standBy':
      return 'standby';
    default:
      return 'unknown';
  }
}
