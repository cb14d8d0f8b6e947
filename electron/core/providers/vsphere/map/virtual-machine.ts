import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { MappedRow } from '#shared/model/mapped-row.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { RowFacts, RunState } from '#shared/model/row.ts';
import { entityName, flag, health, known, number, reference, text } from './read.ts';

/** VirtualMachine as a row. In hosts and clusters it stands below its resource pool, a template below its host. */
export function mapVirtualMachine(ref: Ref, properties: Properties): MappedRow {
  const host = reference(properties['runtime.host']);
  // An account may see a folder only, and neither pool nor host.
  const [parent = null, ...otherParents] = [
    reference(properties['resourcePool']),
    host,
    reference(properties['parent']),
  ].filter((one): one is Ref => one !== undefined);
  return {
    ref,
    kind: flag(properties, 'config.template') === true ? 'template' : 'vm',
    name: entityName(properties, ref),
    state: runState(properties),
    health: health(properties),
    parent,
    ...(otherParents.length !== 0 && { otherParents }),
    facts: known<RowFacts>({
      host,
      guestOs: text(properties, 'summary.config.guestFullName'),
      hostName: text(properties, 'guest.hostName'),
      ipAddress: text(properties, 'guest.ipAddress'),
      cpus: number(properties, 'summary.config.numCpu'),
      memoryMiB: number(properties, 'summary.config.memorySizeMB'),
      cpuMHz: number(properties, 'summary.quickStats.overallCpuUsage'),
      memoryUsedMiB: number(properties, 'summary.quickStats.guestMemoryUsage'),
      tools: tools(properties),
      uuid: text(properties, 'summary.config.uuid'),
      note: note(properties),
    }),
  };
}

const powerStates: Readonly<Record<string, RunState>> = {
  poweredOn: 'on',
  poweredOff: 'off',
  suspended: 'suspended',
};

/** What is lost or unreachable matters more than the power state that was last known. */
function runState(properties: Properties): RunState {
  switch (text(properties, 'runtime.connectionState')) {
    case 'disconnected':
      return 'disconnected';
    case 'orphaned':
    case 'inaccessible':
    case 'invalid':
      return 'inaccessible';
    default:
      return powerStates[text(properties, 'runtime.powerState') ?? ''] ?? 'unknown';
  }
}

const running: Readonly<Record<string, string>> = {
  guestToolsRunning: 'running',
  guestToolsExecutingScripts: 'starting',
};

/** Versions that ask for a newer one; what the guest's own distribution keeps (`guestToolsUnmanaged`) does not. */
const oldVersions: ReadonlySet<string> = new Set([
  'guestToolsNeedUpgrade',
  'guestToolsSupportedOld',
  'guestToolsTooOld',
  'guestToolsBlacklisted',
]);

function tools(properties: Properties): string | undefined {
  const version = text(properties, 'guest.toolsVersionStatus2');
  const status = text(properties, 'guest.toolsRunningStatus');
  const runs = running[status ?? ''];
  if (runs === 'running' && oldVersions.has(version ?? '')) return 'old';
  if (runs !== undefined) return runs;
  if (version === 'guestToolsNotInstalled') return 'not installed';
  return status === undefined ? undefined : 'not running';
}

function note(properties: Properties): Text | undefined {
  if (properties['runtime.question'] !== undefined) return say('note.question');
  if (flag(properties, 'runtime.consolidationNeeded') === true) return say('note.consolidation');
  return undefined;
}
