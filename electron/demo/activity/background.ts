import type { Host, VirtualMachine } from '../estate/entity.ts';
import type { Estate } from '../estate/estate.ts';
import { requirePower, setPower, setTools } from '../estate/operations.ts';
import { createSnapshot, removeSnapshot } from '../estate/machine/snapshots.ts';
import { migrate } from '../estate/machine/vm-changes.ts';
import { randomFrom } from '../estate/random.ts';
import type { Random } from '../estate/random.ts';
import { byUser } from '../tasks/engine.ts';
import type { TaskEngine } from '../tasks/engine.ts';
import { data } from '../wire/value.ts';

/** What others do meanwhile: an administrator powers VMs, DRS migrates, a schedule takes snapshots. */
export class BackgroundActivity {
  readonly #estate: Estate;
  readonly #tasks: TaskEngine;
  readonly #random: Random;
  readonly #timer: NodeJS.Timeout;

  constructor(estate: Estate, tasks: TaskEngine, periodSeconds: number) {
    this.#estate = estate;
    this.#tasks = tasks;
    this.#random = randomFrom(estate.seed, 'activity');
    this.#timer = setInterval(() => this.#act(), periodSeconds * 1000);
    this.#timer.unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #act(): void {
    const vm = this.#pickVm();
    if (vm === undefined) {
      return;
    }
    const roll = this.#random.next();
    if (roll < 0.4) {
      this.#migrate(vm);
    } else if (roll < 0.7) {
      this.#power(vm);
    } else {
      this.#snapshot(vm);
    }
  }

  #pickVm(): VirtualMachine | undefined {
    const idle = [...this.#estate.vms].filter(
      (vm) => !vm.template && vm.connectionState === 'connected' && vm.busyWith === undefined,
    );
    return idle[this.#random.int(0, Math.max(0, idle.length - 1))];
  }

  #migrate(vm: VirtualMachine): void {
    const { compute } = vm.host;
    const targets = [...compute.hosts].filter(
      (host) => host !== vm.host && host.connectionState === 'connected' && !host.inMaintenance,
    );
    const target: Host | undefined = targets[this.#random.int(0, Math.max(0, targets.length - 1))];
    if (target === undefined || vm.power !== 'poweredOn' || !compute.settings.drs) {
      return;
    }
    this.#tasks.start({
      name: 'RelocateVM_Task',
      descriptionId: 'Drm.ExecuteVMotionLRO',
      entity: vm,
      reason: data('TaskReasonSystem', {}),
      run: () => migrate(this.#estate, vm, target),
    });
  }

  #power(vm: VirtualMachine): void {
    const reason = byUser('CORP.EXAMPLE\\m.kelly');
    if (vm.power === 'poweredOn') {
      // Only test systems: nobody powers off production now and then
      if (vm.name.startsWith('test-')) {
        this.#tasks.start({
          name: 'PowerOffVM_Task',
          descriptionId: 'VirtualMachine.powerOff',
          entity: vm,
          reason,
          check: () => requirePower(vm, ['poweredOn'], 'poweredOff'),
          run: () => setPower(this.#estate, vm, 'poweredOff'),
        });
      }
      return;
    }
    this.#tasks.start({
      name: 'PowerOnVM_Task',
      descriptionId: 'VirtualMachine.powerOn',
      entity: vm,
      reason,
      check: () => requirePower(vm, ['poweredOff', 'suspended'], 'poweredOn'),
      run: () => {
        setPower(this.#estate, vm, 'poweredOn');
        if (vm.tools === 'notRunning') {
          setTools(this.#estate, vm, 'openVmTools');
        }
      },
    });
  }

  #snapshot(vm: VirtualMachine): void {
    const nightly = vm.rootSnapshots.find(({ name }) => name === 'scheduled backup');
    const reason = data('TaskReasonSchedule', {
      name: 'Scheduled snapshot',
      scheduledTask: { type: 'ScheduledTask', id: 'schedule-17' },
    });
    this.#tasks.start(
      nightly === undefined
        ? {
            name: 'CreateSnapshot_Task',
            descriptionId: 'VirtualMachine.createSnapshot',
            entity: vm,
            reason,
            run: () =>
              createSnapshot(this.#estate, vm, {
                name: 'scheduled backup',
                description: 'Taken by the backup schedule',
                quiesced: true,
              }),
          }
        : {
            name: 'RemoveSnapshot_Task',
            descriptionId: 'vim.vm.Snapshot.remove',
            entity: vm,
            reason,
            run: () => removeSnapshot(this.#estate, nightly),
          },
    );
  }
}
