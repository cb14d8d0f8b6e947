import { Host } from '../estate/entity.ts';
import type { Snapshot, VirtualMachine } from '../estate/entity.ts';
import { migrate } from '../estate/machine/vm-changes.ts';
import { requireUnlocked } from '../estate/storage/files.ts';
import { requireOperable } from '../estate/operations.ts';
import {
  createSnapshot,
  removeAllSnapshots,
  removeSnapshot,
  renameSnapshot,
  requireSnapshot,
  revertToSnapshot,
  setConsolidationNeeded,
} from '../estate/machine/snapshots.ts';
import type { SnapshotRequest } from '../estate/machine/snapshots.ts';
import type { Call, Handlers } from '../server/call.ts';
import type { Task } from '../tasks/task.ts';
import { VimFault } from '../wire/fault.ts';
import { optionalObject, textOr } from './arguments.ts';
import { startTask } from './start-task.ts';

/** Snapshots of VMs. */

function create(call: Call<VirtualMachine>, wanted: Pick<SnapshotRequest, 'quiesced'>): Task {
  const { args, world, self } = call;
  requireOperable(self);
  const request: SnapshotRequest = {
    ...wanted,
    name: String(args.name),
    description: textOr(args.description, ''),
    memory: args.memory === true,
  };
  return startTask(call, {
    descriptionId: 'VirtualMachine.createSnapshot',
    entity: self,
    cancelable: true,
    // Memory is written at the speed of the datastore
    effort: request.memory && self.power === 'poweredOn' ? 2 : 1,
    check: () => requireSnapshot(self, request),
    run: () => createSnapshot(world.estate, self, request),
  });
}

function revert(call: Call, snapshot: Snapshot): Task {
  const { vm } = snapshot;
  const host = optionalObject(call, call.args.host, Host, 'host');
  requireOperable(vm);
  return startTask(call, {
    descriptionId: 'vim.vm.Snapshot.revert',
    entity: vm,
    check: () => requireUnlocked(vm),
    run: () => {
      if (call.world.estate.get(snapshot.id) !== snapshot) {
        throw new VimFault('NotFound', 'The object or item referred to could not be found.');
      }
      if (host !== undefined && host !== vm.host) {
        migrate(call.world.estate, vm, host);
      }
      revertToSnapshot(call.world.estate, snapshot, {
        suppressPowerOn: call.args.suppressPowerOn === true,
      });
    },
  });
}

/** Removal merges disks unless the client wants to do that later. */
function afterRemoval(call: Call, vm: VirtualMachine): void {
  if (call.args.consolidate === false && vm.disks.length > 0) {
    setConsolidationNeeded(call.world.estate, vm, true);
  }
}

export const vmSnapshotMethods: Handlers<VirtualMachine> = {
  CreateSnapshot_Task: (call) => create(call, { quiesced: call.args.quiesce === true }),
  CreateSnapshotEx_Task: (call) => create(call, { quiesced: call.args.quiesceSpec !== undefined }),
  RevertToCurrentSnapshot_Task: (call) => {
    const { currentSnapshot } = call.self;
    if (currentSnapshot === undefined) {
      throw new VimFault('NotFound', 'The virtual machine has no current snapshot.');
    }
    return revert(call, currentSnapshot);
  },
  RemoveAllSnapshots_Task: (call) => {
    const { self, world } = call;
    requireOperable(self);
    return startTask(call, {
      descriptionId: 'VirtualMachine.removeAllSnapshots',
      entity: self,
      effort: 1.5,
      check: () => requireUnlocked(self),
      run: () => {
        removeAllSnapshots(world.estate, self);
        afterRemoval(call, self);
      },
    });
  },
  ConsolidateVMDisks_Task: (call) => {
    const { self, world } = call;
    requireOperable(self);
    return startTask(call, {
      descriptionId: 'VirtualMachine.consolidateDisks',
      entity: self,
      effort: 1.5,
      check: () => requireUnlocked(self),
      run: () => setConsolidationNeeded(world.estate, self, false),
    });
  },
};

export const snapshotMethods: Handlers<Snapshot> = {
  RevertToSnapshot_Task: (call) => revert(call, call.self),
  RemoveSnapshot_Task: (call) => {
    const { self, args, world } = call;
    requireOperable(self.vm);
    return startTask(call, {
      descriptionId: 'vim.vm.Snapshot.remove',
      entity: self.vm,
      check: () => requireUnlocked(self.vm),
      run: () => {
        removeSnapshot(world.estate, self, args.removeChildren === true);
        afterRemoval(call, self.vm);
      },
    });
  },
  RenameSnapshot: ({ self, args, world }) => {
    renameSnapshot(world.estate, self, {
      name: args.name as string | undefined,
      description: args.description as string | undefined,
    });
  },
};
