import type { Estate } from '../estate/estate.ts';
import { randomFrom } from '../estate/random.ts';
import type { Random } from '../estate/random.ts';
import type { VirtualMachine } from '../estate/entity.ts';
import { setPower } from '../estate/operations.ts';

/**
 * Changes at a given rate, for load tests: the statistics of one VM after the other, one change in ten its alarm status,
 * one in fifty its power.
 */
export class ChangeStorm {
  readonly #estate: Estate;
  readonly #timer: NodeJS.Timeout;
  readonly #perSecond: number;
  #queue: Iterator<VirtualMachine>;
  readonly #random: Random;
  #due = 0;
  #last = performance.now();

  constructor(estate: Estate, perSecond: number) {
    this.#estate = estate;
    this.#perSecond = perSecond;
    this.#random = randomFrom(estate.seed, 'storm');
    this.#queue = estate.vms.values();
    this.#timer = setInterval(() => this.#tick(), 20);
    this.#timer.unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const now = performance.now();
    // At most a second's worth: after a stall the rate is held, not made up for
    this.#due = Math.min(
      this.#due + ((now - this.#last) / 1000) * this.#perSecond,
      this.#perSecond,
    );
    this.#last = now;
    for (; this.#due >= 1; this.#due -= 1) {
      this.#change(this.#nextVm());
    }
  }

  #nextVm(): VirtualMachine | undefined {
    let next = this.#queue.next();
    if (next.done === true) {
      this.#queue = this.#estate.vms.values();
      next = this.#queue.next();
    }
    return next.done === true ? undefined : next.value;
  }

  #change(vm: VirtualMachine | undefined): void {
    if (vm === undefined || vm.template || vm.connectionState !== 'connected') {
      return;
    }
    const roll = this.#random.next();
    if (roll < 0.02 && vm.busyWith === undefined) {
      setPower(this.#estate, vm, vm.power === 'poweredOn' ? 'poweredOff' : 'poweredOn');
    } else if (roll < 0.12) {
      vm.status = vm.status === 'yellow' ? 'green' : 'yellow';
      this.#estate.changed(vm, 'overallStatus', 'summary.overallStatus');
    } else {
      vm.statsEpoch += 1;
      this.#estate.changed(
        vm,
        'summary.quickStats.overallCpuUsage',
        'summary.quickStats.guestMemoryUsage',
      );
    }
  }
}
