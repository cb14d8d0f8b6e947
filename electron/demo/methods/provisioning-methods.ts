import { Folder } from '../estate/entity.ts';
import type { Entity, Snapshot, VirtualMachine } from '../estate/entity.ts';
import { VirtualMachine as VirtualMachineClass } from '../estate/entity.ts';
import { requireOperable } from '../estate/operations.ts';
import {
  cloneVm,
  createSnapshot,
  destroyVm,
  removeAllSnapshots,
  removeSnapshot,
} from '../estate/vm-changes.ts';
import type { Handlers } from '../server/call.ts';
import { findObject } from '../server/call.ts';
import { notFound, notSupported } from '../wire/fault.ts';
import type { Reference } from '../wire/value.ts';
import { startTask } from './vm-methods.ts';

/** Snapshots, clones and deletion of VMs. */

export const provisioningMethods: Handlers<VirtualMachine> = {
  CreateSnapshot_Task: (call) => {
    requireOperable(call.self);
    const { args, world, self } = call;
    return startTask(call, {
      descriptionId: 'VirtualMachine.createSnapshot',
      entity: self,
      cancelable: true,
      run: () =>
        createSnapshot(world.estate, self, {
          name: String(args.name),
          description: typeof args.description === 'string' ? args.description : '',
          quiesced: args.quiesce === true,
        }),
    });
  },
  RemoveAllSnapshots_Task: (call) =>
    startTask(call, {
      descriptionId: 'VirtualMachine.removeAllSnapshots',
      entity: call.self,
      run: () => removeAllSnapshots(call.world.estate, call.self),
    }),
  CloneVM_Task: (call) => {
    const { args, world, self } = call;
    const folder = findObject(world, call.session, args.folder as Reference);
    if (!(folder instanceof Folder)) {
      throw notFound(args.folder as Reference);
    }
    return startTask(call, {
      descriptionId: 'VirtualMachine.clone',
      entity: self,
      cancelable: true,
      run: () => cloneVm(world.estate, self, { name: String(args.name), folder }),
    });
  },
};

export const snapshotMethods: Handlers<Snapshot> = {
  RemoveSnapshot_Task: (call) =>
    startTask(call, {
      descriptionId: 'vim.vm.Snapshot.remove',
      entity: call.self.vm,
      run: () => removeSnapshot(call.world.estate, call.self),
    }),
};

export const destroyMethods: Handlers<Entity> = {
  Destroy_Task: (call) => {
    const { self, world } = call;
    if (!(self instanceof VirtualMachineClass)) {
      throw notSupported();
    }
    return startTask(call, {
      descriptionId: 'VirtualMachine.destroy',
      entity: self,
      run: () => destroyVm(world.estate, self),
    });
  },
};
