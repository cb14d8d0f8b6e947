import { datetime } from '../api/value.ts';
import { numberOf, textOf } from '../db/row.ts';
import type { World } from '../server/world.ts';

/** Share of the guests whose agents report in a period. */
const reporting = 0.02;

/** Moving metrics: hosts and their interfaces report every period, guests now and then. */
export class MovingMetrics {
  readonly #world: World;
  readonly #timer: NodeJS.Timeout;

  constructor(world: World, seconds: number) {
    this.#world = world;
    this.#timer = setInterval(() => this.#report(), seconds * 1000);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #report(): void {
    const { db, now } = this.#world;
    const last_updated = datetime(now());
    for (const metrics of db.all('host_metrics')) {
      const wobble = Math.round((Math.random() - 0.5) * 64) * 1024 ** 2;
      const free = Math.max(0, numberOf(metrics, 'memory_free') + wobble);
      const memory_free = Math.min(numberOf(metrics, 'memory_total'), free);
      db.set(metrics, { last_updated, memory_free });
    }
    for (const network of db.all('PIF')) {
      const metrics = db.find('PIF_metrics', network.values['metrics']);
      if (metrics !== undefined && network.values['physical'] === true) {
        const [io_read_kbs, io_write_kbs] = [Math.random() * 9000, Math.random() * 9000];
        db.set(metrics, { last_updated, io_read_kbs, io_write_kbs });
      }
    }
    for (const machine of db.all('VM')) {
      if (textOf(machine, 'power_state') === 'Running' && Math.random() < reporting) {
        const guest = db.find('VM_guest_metrics', machine.values['guest_metrics']);
        if (guest !== undefined) {
          db.set(guest, { last_updated });
        }
      }
    }
  }
}
