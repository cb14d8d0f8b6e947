import type { Host, VirtualMachine } from '../estate/entity.ts';
import {
  refuge,
  requireMaintenance,
  requireStoppable,
  running,
  setConnection,
  setMaintenance,
  startHost,
  stopHost,
} from '../estate/host-operations.ts';
import { migrate } from '../estate/machine/vm-changes.ts';
import type { Call, Handlers } from '../server/call.ts';
import type { Task } from '../tasks/task.ts';
import { VimFault } from '../wire/fault.ts';
import { data } from '../wire/value.ts';
import { startTask } from './start-task.ts';
import { vmsOf } from '../estate/machine/residents.ts';

/** Maintenance, connection and restart of hosts. */

/** How long a host takes to come up again; much less than a real one. */
const rebootSeconds = 8;

/** DRS moves a VM away, as a task of the server. */
function evacuate({ world }: Call<Host>, vm: VirtualMachine): void {
  const { estate, tasks } = world;
  const host = refuge(estate, vm);
  if (host === undefined || vm.busyWith !== undefined) {
    return;
  }
  tasks.start({
    name: 'RelocateVM_Task',
    descriptionId: 'Drm.ExecuteVMotionLRO',
    entity: vm,
    reason: data('TaskReasonSystem', {}),
    heavyOn: host,
    effort: 0.5,
    run: () => migrate(estate, vm, host),
  });
}

/** Waits until nothing runs on the host: DRS sees to that where it may, elsewhere the administrator. */
function enterMaintenance(call: Call<Host>): Task {
  const { self, args, world } = call;
  const { estate } = world;
  requireMaintenance(self, false);
  const seconds = Number(args.timeout);
  const limit = seconds > 0 ? estate.now().getTime() + seconds * 1000 : Infinity;
  const leaving = (): VirtualMachine[] =>
    args.evacuatePoweredOffVms === true ? [...vmsOf(self)] : running(self);
  const clear = (): void => {
    if (self.compute.settings.drs) {
      for (const vm of leaving()) {
        evacuate(call, vm);
      }
    }
  };
  return startTask(call, {
    descriptionId: 'HostSystem.enterMaintenanceMode',
    entity: self,
    cancelable: true,
    check: () => {
      requireMaintenance(self, false);
      clear();
    },
    ready: () => {
      if (running(self).length === 0) {
        return true;
      }
      if (estate.now().getTime() > limit) {
        throw new VimFault('Timedout', 'Operation timed out.');
      }
      clear();
      return false;
    },
    run: () => setMaintenance(estate, self, true),
  });
}

function simple(
  descriptionId: string,
  check: (host: Host) => void,
  act: (call: Call<Host>) => void,
): (call: Call<Host>) => Task {
  return (call) => {
    check(call.self);
    return startTask(call, {
      descriptionId,
      entity: call.self,
      check: () => check(call.self),
      run: () => act(call),
    });
  };
}

/** Reboot and shutdown differ in whether the host comes back. */
function stop(descriptionId: string, comesBack: boolean): (call: Call<Host>) => Task {
  return (call) => {
    const { self, args, world } = call;
    const check = (): void => requireStoppable(self, args.force === true);
    check();
    return startTask(call, {
      descriptionId,
      entity: self,
      check,
      run: () => {
        stopHost(world.estate, self);
        if (comesBack) {
          world.later(rebootSeconds, () => startHost(world.estate, self));
        }
      },
    });
  };
}

const any = (): void => undefined;

/** @throws VimFault InvalidState */
function requireAway({ connectionState }: Host): void {
  if (connectionState === 'connected') {
    throw new VimFault('InvalidState', 'The operation is not allowed in the current state.');
  }
}

export const hostMethods: Handlers<Host> = {
  EnterMaintenanceMode_Task: enterMaintenance,
  ExitMaintenanceMode_Task: simple(
    'HostSystem.exitMaintenanceMode',
    (host) => requireMaintenance(host, true),
    ({ world, self }) => setMaintenance(world.estate, self, false),
  ),
  DisconnectHost_Task: simple('HostSystem.disconnect', any, ({ world, self }) =>
    setConnection(world.estate, self, 'disconnected'),
  ),
  ReconnectHost_Task: simple('HostSystem.reconnect', requireAway, ({ world, self }) =>
    setConnection(world.estate, self, 'connected'),
  ),
  RebootHost_Task: stop('HostSystem.reboot', true),
  // No host here has a trusted platform module
  QueryTpmAttestationReport: () => undefined,
  ShutdownHost_Task: stop('HostSystem.shutdown', false),
};
