import type { VirtualMachine } from '../estate/entity.ts';
import { requireUnlocked } from '../estate/storage/files.ts';
import { requireConnected } from '../estate/operations.ts';
import { planReconfigure } from '../estate/machine/reconfigure.ts';
import type { ConfigSpec } from '../estate/machine/reconfigure.ts';
import type { Handlers } from '../server/call.ts';
import { startTask } from './start-task.ts';

/** ReconfigVM_Task. */

export const reconfigureMethods: Handlers<VirtualMachine> = {
  ReconfigVM_Task: (call) => {
    const { self, args, world } = call;
    const spec = args.spec as ConfigSpec;
    requireConnected(self);
    const plan = (): (() => void) => planReconfigure(world.estate, self, spec);
    return startTask(call, {
      descriptionId: 'VirtualMachine.reconfigure',
      entity: self,
      effort: spec.deviceChange === undefined ? 0.6 : 1,
      check: () => {
        if (spec.deviceChange !== undefined) {
          requireUnlocked(self);
        }
        plan();
      },
      // Worked out anew: the VM is the task's own, but not what it uses
      run: () => plan()(),
    });
  },
};
