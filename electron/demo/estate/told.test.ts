import { beforeEach, describe, expect, test } from 'vitest';
import { generateEstate } from '../generate/generate.ts';
import type { PropertyContext } from '../properties/producer.ts';
import { SessionStore } from '../sessions/session-store.ts';
import { TaskEngine } from '../tasks/engine.ts';
import { untold } from '../test-untold.ts';
import type { VirtualMachine } from './entity.ts';
import type { Estate } from './estate.ts';
import { setPower } from './operations.ts';
import { planReconfigure } from './reconfigure.ts';
import type { ConfigSpec } from './reconfigure.ts';
import {
  createSnapshot,
  removeAllSnapshots,
  removeSnapshot,
  renameSnapshot,
  revertToSnapshot,
  setConsolidationNeeded,
} from './snapshots.ts';

/** Whatever an operation changes it tells: nothing that a client watches goes stale. */

let estate: Estate;
let context: PropertyContext;

beforeEach(() => {
  const now = new Date('2026-11-21T08:00:00Z');
  estate = generateEstate({ vms: 60, seed: 3, now: () => now });
  context = {
    estate,
    tasks: new TaskEngine(estate, [1, 1]),
    sessions: new SessionStore(estate, { users: [], idleSeconds: 1 }),
    session: undefined,
  };
});

function vmWhere(matches: (vm: VirtualMachine) => boolean): VirtualMachine {
  const found = [...estate.vms].find(
    (vm) => vm.connectionState === 'connected' && !vm.template && matches(vm),
  );
  if (found === undefined) {
    throw new Error('The estate has no such VM.');
  }
  return found;
}

const isOff = ({ power }: VirtualMachine): boolean => power === 'poweredOff';
const isOn = ({ power }: VirtualMachine): boolean => power === 'poweredOn';
const missed = (act: () => void): string[] => untold(estate, context, act);

describe('power', () => {
  test.each(['poweredOn', 'poweredOff', 'suspended'] as const)('to %s', (power) => {
    expect(
      missed(() =>
        setPower(
          estate,
          vmWhere((vm) => vm.power !== power),
          power,
        ),
      ),
    ).toEqual([]);
  });
});

describe('reconfiguration', () => {
  const disk = { $type: 'VirtualDisk', key: -1, capacityInKB: 4_194_304n } as const;
  const backing = { $type: 'VirtualDiskFlatVer2BackingInfo', fileName: '' } as const;
  const specs: Readonly<Record<string, ConfigSpec>> = {
    hardware: { numCPUs: 12, memoryMB: 6144n, cpuHotAddEnabled: true, memoryHotAddEnabled: true },
    guest: { guestId: 'windows11_64Guest', annotation: 'new', name: 'another' },
    shares: {
      cpuAllocation: { reservation: 500n, shares: { level: 'high', shares: 0 } },
      memoryAllocation: { reservation: 64n, limit: 2048n },
    },
    options: { extraConfig: [{ key: 'a.b', value: 'c' }] },
    disk: {
      deviceChange: [
        { operation: 'add', fileOperation: 'create', device: { ...disk, backing } },
        { operation: 'edit', device: { $type: 'VirtualDisk', key: 2000, capacityInKB: 2n ** 31n } },
      ],
    },
    'no disk': {
      deviceChange: [
        { operation: 'remove', fileOperation: 'destroy', device: { ...disk, key: 2000 } },
      ],
    },
    adapters: {
      deviceChange: [
        { operation: 'remove', device: { $type: 'VirtualVmxnet3', key: 4000 } },
        {
          operation: 'add',
          device: {
            $type: 'VirtualE1000e',
            key: -1,
            backing: { $type: 'VirtualEthernetCardNetworkBackingInfo', deviceName: 'VM Network' },
          },
        },
      ],
    },
    drives: {
      deviceChange: [
        { operation: 'add', device: { $type: 'VirtualCdrom', key: -1, controllerKey: 200 } },
        { operation: 'add', device: { $type: 'VirtualLsiLogicController', key: -2 } },
      ],
    },
  };
  test.each(Object.entries(specs))('%s', (_, spec) => {
    const vm = vmWhere((it) => isOff(it) && it.rootSnapshots.length === 0);
    expect(missed(() => planReconfigure(estate, vm, spec)())).toEqual([]);
  });
});

describe('snapshots', () => {
  const take = (vm: VirtualMachine) =>
    createSnapshot(estate, vm, { name: 's', description: '', quiesced: false, memory: true });

  test('taken, renamed, removed, consolidated', () => {
    const vm = vmWhere((it) => isOn(it) && it.rootSnapshots.length === 0);
    expect(missed(() => take(vm))).toEqual([]);
    expect(missed(() => take(vm))).toEqual([]);
    const [root] = vm.rootSnapshots;
    expect(missed(() => renameSnapshot(estate, root!, { name: 'r' }))).toEqual([]);
    expect(missed(() => removeSnapshot(estate, root!))).toEqual([]);
    expect(missed(() => removeAllSnapshots(estate, vm))).toEqual([]);
    expect(missed(() => setConsolidationNeeded(estate, vm, true))).toEqual([]);
  });

  test('gone back to', () => {
    const vm = vmWhere((it) => isOn(it) && it.rootSnapshots.length === 0);
    const snapshot = take(vm);
    setPower(estate, vm, 'poweredOff');
    planReconfigure(estate, vm, {
      numCPUs: 1,
      deviceChange: [{ operation: 'remove', device: { $type: 'VirtualDisk', key: 2000 } }],
    })();
    expect(missed(() => revertToSnapshot(estate, snapshot, { suppressPowerOn: false }))).toEqual(
      [],
    );
  });
});
