import type { Host, VirtualMachine } from '../estate/entity.ts';
import type { Estate } from '../estate/estate.ts';
import { movingHostStats } from '../properties/host-statistics.ts';
import { movingStats } from '../properties/vm-statistics.ts';

/** Moves the quick statistics of everything that runs, once per period, spread evenly over it. */
export class StatisticsClock {
  readonly #estate: Estate;
  readonly #timer: NodeJS.Timeout;
  readonly #steps: number;
  #queue: Iterator<VirtualMachine | Host> = [][Symbol.iterator]();
  #perStep = 0;
  #step = 0;

  constructor(estate: Estate, periodSeconds: number) {
    this.#estate = estate;
    const stepMilliseconds = 250;
    this.#steps = Math.max(1, Math.round((periodSeconds * 1000) / stepMilliseconds));
    this.#timer = setInterval(() => this.#tick(), (periodSeconds * 1000) / this.#steps);
    this.#timer.unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    if (this.#step === 0) {
      this.#queue = [...this.#estate.vms, ...this.#estate.hosts].values();
      this.#perStep = Math.ceil((this.#estate.vms.size + this.#estate.hosts.size) / this.#steps);
    }
    this.#step = (this.#step + 1) % this.#steps;
    for (let n = 0; n < this.#perStep; n += 1) {
      const next = this.#queue.next();
      if (next.done === true) {
        return;
      }
      this.#move(next.value);
    }
  }

  #move(object: VirtualMachine | Host): void {
    if (object.connectionState !== 'connected') {
      return;
    }
    if (object.type === 'HostSystem') {
      object.statsEpoch += 1;
      this.#estate.changed(object, ...movingHostStats);
    } else if ((object as VirtualMachine).power === 'poweredOn') {
      object.statsEpoch += 1;
      this.#estate.changed(object, ...movingStats);
    }
  }
}
