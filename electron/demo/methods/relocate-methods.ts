import { onlyDefined } from '#shared/model/only-defined.ts';
import { Host, ResourcePool } from '../estate/entity.ts';
import type { VirtualMachine } from '../estate/entity.ts';
import { Folder } from '../estate/entity.ts';
import { requireCompatible } from '../estate/machine/compatibility.ts';
import { requireUnlocked } from '../estate/storage/files.ts';
import { requireConnected, requirePower } from '../estate/operations.ts';
import { destinationOf } from '../estate/machine/relocation.ts';
import type { Destination, RelocateSpec } from '../estate/machine/relocation.ts';
import { requireSameSite, siteOf } from '../estate/sites.ts';
import { relocate, setFolder } from '../estate/machine/vm-changes.ts';
import type { Call, Handlers } from '../server/call.ts';
import type { Task } from '../tasks/task.ts';
import { demand, optionalObject } from './arguments.ts';
import { startTask } from './start-task.ts';

/** Migration: to another host, pool, datastore, or several of them. */

/** The RelocateSpec that MigrateVM_Task's arguments amount to. */
export function migrateSpec(call: Call): RelocateSpec {
  const host = optionalObject(call, call.args.host, Host, 'host');
  const pool = optionalObject(call, call.args.pool, ResourcePool, 'pool');
  return { ...onlyDefined({ host, pool }) };
}

/** @throws VimFault NoPermission for the pool or a datastore that the VM is to use */
export function demandDestination(
  call: Call,
  vm: VirtualMachine | undefined,
  to: Destination,
): void {
  if (to.pool !== vm?.pool) {
    demand(call, to.pool, 'Resource.AssignVMToPool');
  }
  if (to.movesStorage) {
    for (const store of new Set([to.home, ...to.disks.map(({ datastore }) => datastore)])) {
      demand(call, store, 'Datastore.AllocateSpace');
    }
  }
}

function move(call: Call<VirtualMachine>, spec: RelocateSpec, descriptionId: string): Task {
  const { self, world } = call;
  requireConnected(self);
  const folder = optionalObject(call, spec.folder, Folder, 'spec.folder');
  const first = destinationOf(world.estate, self, spec);
  if (folder !== undefined) {
    requireSameSite(folder, first.host, 'spec.folder');
  }
  demandDestination(call, self, first);
  const plan = (): Destination => {
    const to = destinationOf(world.estate, self, spec);
    requireCompatible(self, to);
    if (to.movesStorage) {
      requireUnlocked(self);
    }
    return to;
  };
  return startTask(call, {
    descriptionId,
    entity: self,
    cancelable: true,
    heavyOn: first.host,
    // Disks are copied, memory only while the VM runs
    effort: first.movesStorage ? 2 : self.power === 'poweredOn' ? 1 : 0.5,
    check: plan,
    run: () => {
      relocate(world.estate, self, plan());
      // Without a folder it lands in the topmost one of another data center
      const site = siteOf(first.host);
      const isAway = self.parent !== undefined && siteOf(self.parent) !== site;
      const to = folder ?? (isAway ? site?.vmFolder : undefined);
      if (to !== undefined) {
        setFolder(world.estate, self, to);
      }
    },
  });
}

export const relocateMethods: Handlers<VirtualMachine> = {
  RelocateVM_Task: (call) => move(call, call.args.spec as RelocateSpec, 'VirtualMachine.relocate'),
  MigrateVM_Task: (call) => {
    const { self, args } = call;
    if (args.state !== undefined && args.state !== self.power) {
      requirePower(self, [], args.state as VirtualMachine['power']);
    }
    return move(call, migrateSpec(call), 'VirtualMachine.migrate');
  },
};
