import type { Estate } from '../estate/estate.ts';
import type { VirtualMachine } from '../estate/entity.ts';
import { setPower } from '../estate/operations.ts';

/**
 * Changes at a given rate, for load tests: the statistics of one VM after the other, every tenth time its alarm status,
 * every fiftieth its power.
 */
export class ChangeStorm {
  readonly #estate: Estate;
  readonly #timer: NodeJS.Timeout;
  readonly #perSecond: number;
  #queue: Iterator<VirtualMachine>;
  #count = 0;
  #due = 0;
  #last = performance.now();

  constructor(estate: Estate, perSecond: number) {
    this.#estate = estate;
    this.#perSecond = perSecond;
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
    this.#count += 1;
    if (vm === undefined || vm.template || vm.connectionState !== 'connected') {
      return;
    }
    if (this.#count % 50 === 0 && vm.busyWith === undefined) {
      setPower(this.#estate, vm, vm.power === 'poweredOn' ? 'poweredOff' : 'poweredOn');
    } else if (this.#count % 10 === 0) {
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
