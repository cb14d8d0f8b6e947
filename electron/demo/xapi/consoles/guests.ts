import { Guest } from '../../consoles/guest.ts';
import type { Row } from '../db/row.ts';
import { isTrue, mapOf, textOf } from '../db/row.ts';
import type { World } from '../server/world.ts';

interface Running {
  readonly guest: Guest;
  domain: unknown;
  state: string;
}

/** A machine that has run for so long when somebody looks at it has booted, milliseconds. */
const bootMs = 4000;

/** What runs in the machines that somebody has looked at. */
export class Guests {
  readonly #world: World;
  readonly #running = new Map<string, Running>();

  constructor(world: World) {
    this.#world = world;
  }

  screenOf(machine: string): readonly string[] | undefined {
    return this.#running.get(machine)?.guest.screen.text;
  }

  /** The guest of a machine that runs. */
  of(machine: Row): Guest {
    const known = this.#running.get(machine.ref);
    if (known !== undefined) return known.guest;
    const guest = new Guest(this.#factsOf(machine), this.#hasBooted(machine));
    const domain = machine.values['domid'];
    this.#running.set(machine.ref, { guest, domain, state: textOf(machine, 'power_state') });
    return guest;
  }

  /** A guest ends with its machine, boots anew with it, sleeps with it, and moves along. */
  follow(): void {
    for (const [ref, running] of this.#running) {
      const row = this.#world.db.find('VM', ref);
      const state = row === undefined ? 'Halted' : textOf(row, 'power_state');
      if (state === 'Halted') {
        running.guest.close();
        this.#running.delete(ref);
        continue;
      }
      const domain = row?.values['domid'];
      const isAwake = running.state === 'Running' && state === 'Running';
      if (isAwake && domain !== running.domain) running.guest.restart();
      running.state = state;
      running.domain = domain;
    }
  }

  close(): void {
    for (const { guest } of this.#running.values()) guest.close();
    this.#running.clear();
  }

  #factsOf(machine: Row) {
    const { db } = this.#world;
    const metrics = db.find('VM_guest_metrics', machine.values['guest_metrics']);
    const name = metrics === undefined ? undefined : mapOf(metrics, 'os_version')['name'];
    const usual = isTrue(machine, 'is_control_domain') ? 'XenServer 8.4' : 'Linux';
    return {
      name: textOf(machine, 'name_label'),
      system: name?.split('|')[0] ?? usual,
      address: metrics === undefined ? undefined : mapOf(metrics, 'networks')['0/ip'],
    };
  }

  #hasBooted(machine: Row): boolean {
    const { db, now } = this.#world;
    const metrics = db.find('VM_metrics', machine.values['metrics']);
    const started = Date.parse(
      compactDate(metrics === undefined ? '' : textOf(metrics, 'start_time')),
    );
    return !(now().getTime() - started < bootMs);
  }
}

/** XAPI writes `20260102T03:04:05Z`. */
function compactDate(text: string): string {
  return text.replace(/^(\d{4})(\d\d)(\d\d)T/, '$1-$2-$3T');
}
