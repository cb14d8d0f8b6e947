import { isTrue, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';
import { dispatch } from '../server/dispatch.ts';
import type { Operations } from '../server/dispatch.ts';
import type { World } from '../server/world.ts';

type Deed = readonly [method: string, ...parameters: (string | boolean)[]];

/** What can be done to a machine in its state. */
function deeds(machine: Row): readonly Deed[] {
  const { ref } = machine;
  const always: readonly Deed[] = [
    ['Async.VM.snapshot', ref, `${textOf(machine, 'name_label')} scheduled`],
    ['VM.add_tags', ref, 'seen'],
    ['VM.remove_tags', ref, 'seen'],
  ];
  switch (textOf(machine, 'power_state')) {
    case 'Running':
      return [
        ['Async.VM.clean_shutdown', ref],
        ['Async.VM.clean_reboot', ref],
        ['Async.VM.suspend', ref],
        ...always,
      ];
    case 'Suspended':
      return [['Async.VM.resume', ref, false, false]];
    case 'Paused':
      return [['Async.VM.unpause', ref]];
    default:
      return [['Async.VM.start', ref, false, false], ...always];
  }
}

/** What others do in the pool meanwhile: through the front door, with a session and tasks of their own. */
export class BackgroundActivity {
  readonly #world: World;
  readonly #operations: Operations;
  #timer: NodeJS.Timeout | undefined;
  readonly #seconds: number;

  constructor(world: World, operations: Operations, seconds: number) {
    this.#world = world;
    this.#operations = operations;
    this.#seconds = seconds;
    this.#plan();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #plan(): void {
    const wait = this.#seconds * (0.5 + Math.random());
    this.#timer = setTimeout(() => {
      this.#plan();
      void this.#act();
    }, wait * 1000);
  }

  async #act(): Promise<void> {
    const { db, sessions } = this.#world;
    const machines = [...db.all('VM')].filter(
      (machine) => !isTrue(machine, 'is_a_template') && !isTrue(machine, 'is_control_domain'),
    );
    const machine = machines[Math.floor(Math.random() * machines.length)];
    if (machine === undefined) {
      return;
    }
    const session = await sessions.login('', '', 'schedule', true);
    const possible = deeds(machine);
    const [method, ...parameters] = possible[Math.floor(Math.random() * possible.length)] ?? [''];
    const client = { isLocal: true, signal: session.ended.signal };
    try {
      const request = { method, parameters: [session.ref, ...parameters] };
      await dispatch(this.#world, this.#operations, request, client);
    } catch {
      // Refused, as a schedule's deeds are at times: nobody is notified
    }
    sessions.end(session);
  }
}
