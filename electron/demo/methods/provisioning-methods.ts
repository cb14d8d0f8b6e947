import { Folder } from '../estate/entity.ts';
import type { Entity, VirtualMachine } from '../estate/entity.ts';
import { VirtualMachine as VirtualMachineClass } from '../estate/entity.ts';
import { cloneVm, destroyVm } from '../estate/vm-changes.ts';
import type { Handlers } from '../server/call.ts';
import { findObject } from '../server/call.ts';
import { notFound, notSupported } from '../wire/fault.ts';
import type { Reference } from '../wire/value.ts';
import { startTask } from './start-task.ts';

/** Clones and deletion of VMs. */

export const provisioningMethods: Handlers<VirtualMachine> = {
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
