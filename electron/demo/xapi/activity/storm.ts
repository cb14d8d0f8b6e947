import type { Row } from '../db/row.ts';
import type { World } from '../server/world.ts';

const ticks = 20;

/** Many changes a second, for load tests: another description for one machine after the other. */
export class ChangeStorm {
  readonly #world: World;
  readonly #timer: NodeJS.Timeout;
  #machines: Row[] = [];
  #count = 0;
  #due = 0;

  constructor(world: World, changesPerSecond: number) {
    this.#world = world;
    this.#timer = setInterval(() => {
      for (this.#due += changesPerSecond / ticks; this.#due >= 1; this.#due -= 1) {
        this.#change();
      }
    }, 1000 / ticks);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #change(): void {
    const { db } = this.#world;
    if (this.#machines.length === 0) {
      this.#machines = [...db.all('VM')].reverse();
    }
    const machine = this.#machines.pop();
    if (machine !== undefined) {
      this.#count += 1;
      db.set(machine, { name_description: `Change ${this.#count}` });
    }
  }
}
