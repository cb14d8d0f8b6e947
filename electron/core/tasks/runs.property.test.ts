import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MorefException } from '#shared/model/error.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import type { RunItem } from '#shared/model/run.ts';
import { isFinished, type ProviderTask } from '#shared/model/task.ts';
import type { OperationStarted } from '../providers/provider.ts';
import { createRunWorld, settle, worldTask, type WorldServer } from '../testing/run-world.ts';

/** What becomes of a call that the server got, or did not get. */
type Fate = 'task' | 'at once' | 'refused' | 'lost before' | 'lost after';

/** What happens next, to one of the servers. */
type Step =
  | 'answer'
  | 'end task'
  | 'fail task'
  | 'cancel task'
  | 'forget task'
  | 'cut'
  | 'come back'
  | 'give up'
  | 'wait';

interface Call {
  readonly key: string;
  readonly fate: Fate;
  readonly settle: (cut: boolean) => void;
}

/** A server that remembers what it did, whether or not the answers arrived. */
class ModelServer {
  readonly server: WorldServer;
  readonly open: Call[] = [];
  readonly tasks = new Map<Ref, ProviderTask>();
  /** How often each object was asked for, and how often it was done. */
  readonly asked = new Map<string, number>();
  readonly taken = new Map<string, number>();
  readonly taskOf = new Map<string, Ref>();
  readonly fates = new Map<string, Fate>();
  /** Objects of which the connection was cut, or whose task was forgotten, before the end was reported. */
  readonly hidden = new Set<string>();
  sentWhileAway = 0;
  #awaySince = 0;
  readonly #world: ReturnType<typeof createRunWorld>;

  constructor(world: ReturnType<typeof createRunWorld>, server: WorldServer, next: () => Fate) {
    this.#world = world;
    this.server = server;
    server.operate = ({ ref }) => {
      const key = `${server.id}/${ref}`;
      const fate = next();
      this.fates.set(key, fate);
      bump(this.asked, key);
      if (server.reach !== 'ready') this.sentWhileAway += 1;
      return new Promise<OperationStarted>((resolve, reject) => {
        const lose = (): void =>
          reject(new MorefException({ kind: 'unreachable', message: 'The connection was cut.' }));
        this.open.push({
          key,
          fate,
          settle: (cut) => {
            if (fate === 'lost before') return lose();
            if (fate === 'refused' && !cut)
              return reject(new MorefException({ kind: 'conflict', message: 'Not now.' }));
            if (fate === 'refused') return lose();
            bump(this.taken, key);
            const task = fate === 'task' ? makeRef('Task', key) : null;
            if (task !== null) {
              this.taskOf.set(key, task);
              this.tasks.set(task, worldTask(task));
            }
            if (cut || fate === 'lost after') lose();
            else resolve({ task });
          },
        });
      });
    };
  }

  step(step: Step): void {
    const { server } = this;
    const running = [...this.tasks.values()].find((task) => !isFinished(task));
    switch (step) {
      case 'answer':
        if (server.reach === 'ready') this.open.shift()?.settle(false);
        return;
      case 'end task':
        return this.#report(running, { state: 'success' });
      case 'fail task':
        return this.#report(running, {
          state: 'error',
          error: { kind: 'fault', message: 'No space.' },
        });
      case 'cancel task':
        return this.#report(running, { state: 'cancelled' });
      case 'forget task':
        if (running === undefined || server.reach === 'ready') return;
        this.tasks.delete(running.ref);
        this.hidden.add(running.ref.slice('Task:'.length));
        return;
      case 'cut':
        if (server.reach !== 'ready') return;
        this.#awaySince = this.#world.clock.now();
        this.#world.become(server, 'away');
        for (const call of this.open.splice(0)) {
          this.hidden.add(call.key);
          call.settle(true);
        }
        return;
      case 'come back':
        return this.comeBack();
      case 'give up':
        if (server.reach === 'ready') this.step('cut');
        for (const key of this.taskOf.keys()) this.hidden.add(key);
        return this.#world.become(server, 'gone');
      case 'wait':
        this.#world.clock.advance(100_000);
    }
  }

  /** Time went by: what was under way may have been given up. */
  aged(): void {
    const away = this.server.reach === 'away' && this.#world.clock.now() - this.#awaySince;
    if (away !== false && away >= 600_000)
      for (const key of this.taskOf.keys()) this.hidden.add(key);
  }

  comeBack(): void {
    const { server } = this;
    if (server.reach === 'ready') return;
    const { tasks } = this.#world;
    tasks.begin(server.id);
    tasks.update(server.id, [...this.tasks.values()]);
    tasks.complete(server.id);
    this.#world.become(server, 'ready');
  }

  #report(task: ProviderTask | undefined, more: Partial<ProviderTask>): void {
    if (task === undefined) return;
    const now = { ...task, ...more };
    this.tasks.set(task.ref, now);
    if (this.server.reach === 'ready') this.#world.tasks.update(this.server.id, [now]);
  }
}

function bump(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

const ended = new Set<RunItem['state']>(['done', 'skipped', 'failed', 'cancelled', 'unknown']);
const fates = fc.infiniteStream(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant<Fate>('task') },
    { weight: 3, arbitrary: fc.constant<Fate>('at once') },
    { weight: 1, arbitrary: fc.constantFrom<Fate>('refused', 'lost before', 'lost after') },
  ),
);
const steps = fc.array(
  fc.tuple(
    fc.oneof(
      { weight: 10, arbitrary: fc.constantFrom<Step>('answer', 'end task') },
      { weight: 2, arbitrary: fc.constantFrom<Step>('fail task', 'cancel task', 'forget task') },
      { weight: 3, arbitrary: fc.constantFrom<Step>('cut', 'come back') },
      { weight: 1, arbitrary: fc.constantFrom<Step>('come back', 'wait') },
    ),
    fc.nat(1),
  ),
  { minLength: 100, maxLength: 600, size: 'max' },
);

/** How an object may have come out, by what the server did for it. */
function check(model: ModelServer, item: RunItem): void {
  const taken = model.taken.get(item.key) ?? 0;
  const asked = model.asked.get(item.key) ?? 0;
  const fate = model.fates.get(item.key);
  const ref = model.taskOf.get(item.key);
  const task = ref === undefined ? undefined : model.tasks.get(ref);
  const reported = `${item.key} ${fate ?? 'not sent'} ${task?.state ?? ''}`;
  expect(asked, reported).toBeLessThanOrEqual(1);
  expect(taken, reported).toBeLessThanOrEqual(asked);
  switch (item.state) {
    case 'done':
      expect(taken, reported).toBe(1);
      expect(fate === 'at once' || task?.state === 'success', reported).toBe(true);
      return;
    case 'failed':
      if (asked === 0) expect(item.error?.kind, reported).toBe('unreachable');
      else expect(fate === 'refused' || task?.state === 'error', reported).toBe(true);
      return;
    case 'cancelled':
      expect(task?.state, reported).toBe('cancelled');
      return;
    case 'unknown':
      expect(asked, reported).toBe(1);
      expect(fate?.startsWith('lost') === true || model.hidden.has(item.key), reported).toBe(true);
      expect(item.reason, reported).toEqual(/not known: look at vm-\d+/);
      return;
    default:
      expect.fail(`${reported} is ${item.state}`);
  }
}

/** One host has most of the work. */
function hostOf(key: string): Ref {
  return makeRef('Host', Number(key.slice(-1)) < 7 ? 'busy' : 'idle');
}

const counts = { perServer: 7, perHost: 3 };

it('lose and double nothing, however connections are cut', { timeout: 120_000 }, async () => {
  const property = fc.asyncProperty(fates, steps, fc.boolean(), async (fate, moves, givesUp) => {
    const world = createRunWorld(2);
    world.hostOf = (key) => hostOf(key);
    const drawn = fate[Symbol.iterator]();
    const next = (): Fate => {
      const { value } = drawn.next() as { readonly value: Fate };
      return value;
    };
    const models = world.servers.map((server) => new ModelServer(world, server, next));
    const run = world.start(200, counts);
    const running = new Set<string>();
    const tooMany = new Set<string>();
    run.onItem(({ key, state, connection }) => {
      if (state === 'running') running.add(key);
      else running.delete(key);
      const here = [...running].filter((one) => one.startsWith(`${connection}/`));
      if (here.length > counts.perServer) tooMany.add(`${here.length} on ${connection}`);
      const onHost = here.filter((one) => hostOf(one) === hostOf(key));
      if (onHost.length > counts.perHost) tooMany.add(`${onHost.length} on the host of ${key}`);
    });
    await settle();
    for (const [step, index] of moves) {
      models[index]?.step(step);
      for (const model of models) model.aged();
      await settle();
    }
    if (givesUp) models[0]?.step('give up');
    // Everything calms down: what is left comes to its end.
    for (let calm = 0; calm < 1000 && run.run.state !== 'finished'; calm++) {
      for (const model of models) {
        if (model.server.reach === 'away') model.comeBack();
        for (let times = 0; times < 4; times++) model.step('answer');
        for (let times = 0; times < 4; times++) model.step('end task');
      }
      await settle();
    }
    expect(run.run.state).toBe('finished');
    expect(run.items.size).toBe(200);
    expect([...tooMany]).toEqual([]);
    expect(models.map(({ sentWhileAway }) => sentWhileAway)).toEqual([0, 0]);
    for (const model of models)
      for (const item of run.items.values())
        if (item.connection === model.server.id) check(model, item);
    for (const [key, states] of run.history)
      expect(states.filter((state) => ended.has(state)).length, `${key}: ${states.join()}`).toBe(1);
    const { counts: reported } = run.run;
    const sum = Object.values(reported).reduce((one, other) => one + other, 0);
    expect(sum).toBe(200);
    expect(reported.waiting + reported.running + reported.skipped).toBe(0);
    expect(world.clock.waiting()).toBe(0);
  });
  await fc.assert(property, { numRuns: 25, interruptAfterTimeLimit: 60_000 });
});
