import { VirtualMachine } from '../estate/entity.ts';
import type { Entity } from '../estate/entity.ts';
import { requireConnected } from '../estate/operations.ts';
import { destroyVm, requireRemovable } from '../estate/vm-changes.ts';
import type { Handlers } from '../server/call.ts';
import { notSupported } from '../wire/fault.ts';
import { startTask } from './start-task.ts';

/** Destroy_Task. */

export const destroyMethods: Handlers<Entity> = {
  Destroy_Task: (call) => {
    const { self, world } = call;
    if (!(self instanceof VirtualMachine)) {
      throw notSupported();
    }
    requireConnected(self);
    return startTask(call, {
      descriptionId: 'VirtualMachine.destroy',
      entity: self,
      check: () => requireRemovable(self),
      run: () => destroyVm(world.estate, self),
    });
  },
};
