import { spoken, type Spoken } from '#shared/i18n/testing/spoken.ts';
import type { LookupChoices } from '#shared/model/choice.ts';
import type { InputValues, OperationOffer } from '#shared/model/operation.ts';
import type { OperationPlan } from '#shared/model/operation-plan.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { SnapshotNode } from '#shared/model/snapshot-tree.ts';
import type { Ref } from '#shared/model/reference.ts';
import { isFinished, type ProviderTask } from '#shared/model/task.ts';
import type { ChangeWatcher } from '../../../../demo/server/changes.ts';
import { checkInputs } from '../../../api/inputs.ts';
import { Inventory } from '../../../inventory/inventory.ts';
import { silentLog } from '../../../log.ts';
import type { Lookup, Session, Sink } from '../../provider.ts';
import { entityName } from '../map/read.ts';
import { vsphere } from '../provider.ts';

const { signal } = new AbortController();
const patienceMs = 20_000;

export interface OperatedServer {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly certificateFingerprint?: string | undefined;
  /** Of a simulated server: reports what is changed there. */
  readonly misbehave?: { watchChanges(watcher: ChangeWatcher): () => void };
}

/** The vSphere provider with a property cache, and somebody who uses both: for tests of operations against any server. */
export class Operator {
  readonly session: Session;
  readonly tasks = new Map<Ref, ProviderTask>();
  readonly lookup: Lookup;
  /** The operations that were run to a good end, though whoever asked for them had gone. */
  readonly done = new Set<string>();
  readonly #inventory: Inventory;
  readonly #checks = new Set<() => void>();
  readonly #abort = new AbortController();
  #running: Promise<void> = Promise.resolve();
  readonly #changes: OperatedServer['misbehave'];
  #sets = 0;

  private constructor(session: Session, changes: OperatedServer['misbehave']) {
    this.session = session;
    this.#changes = changes;
    this.#inventory = new Inventory({
      provider: vsphere,
      log: silentLog,
      refetch: (ref, path) => void this.#refetch(ref, path),
      breathe: () => Promise.resolve(),
      elapsed: () => performance.now(),
    });
    this.lookup = {
      get: (ref) => this.#inventory.object(ref)?.properties,
      ofType: (type) => this.#inventory.derive((lookup) => [...lookup.ofType(type)]).value,
    };
  }

  /** Logs in, and follows the inventory; resolves when it is complete. */
  static async connect(server: OperatedServer): Promise<Operator> {
    const { url: address, user, password, certificateFingerprint = null, misbehave } = server;
    const operator = new Operator(
      await vsphere.connect({
        address,
        user,
        password,
        pinnedFingerprint: certificateFingerprint,
        signal,
        log: silentLog,
      }),
      misbehave,
    );
    operator.#running = operator.session.run(operator.#sink(), operator.#abort.signal);
    await operator.until('a full set', () => operator.#sets > 0);
    return operator;
  }

  at(ref: Ref): Properties {
    return this.lookup.get(ref) ?? {};
  }

  has(ref: Ref): boolean {
    return this.lookup.get(ref) !== undefined;
  }

  name(ref: Ref): string {
    return entityName(this.at(ref), ref);
  }

  all(type: string): readonly Ref[] {
    return [...this.lookup.ofType(type)];
  }

  /** The first object of a type that is as wanted. */
  find(type: string, wanted: (object: Properties, ref: Ref) => boolean = () => true): Ref {
    const found = this.all(type).find((ref) => wanted(this.at(ref), ref));
    if (found === undefined) throw new Error(`The server has no such ${type}.`);
    return found;
  }

  named(type: string, name: string): Ref | undefined {
    return this.all(type).find((ref) => this.name(ref) === name);
  }

  snapshots(ref: Ref): readonly SnapshotNode[] {
    return vsphere.snapshots(ref, this.at(ref), this.lookup)?.nodes ?? [];
  }

  offers(ref: Ref): readonly OperationOffer[] {
    return vsphere.offers(ref, this.at(ref), { ...this.lookup, permissions: null });
  }

  /** In English words, as a plan is. */
  offer(ref: Ref, operation: string): Spoken<OperationOffer> {
    const offer = this.offers(ref).find(({ id }) => id === operation);
    if (offer === undefined) throw new Error(`${operation} is not offered for ${ref}.`);
    return spoken(offer);
  }

  async plan(
    ref: Ref,
    operation: string,
    inputs: InputValues = {},
    check = false,
  ): Promise<Spoken<OperationPlan>> {
    const given = this.#inputs(ref, operation, inputs);
    const request = { ref, name: this.name(ref), operation, inputs: given };
    return spoken(await this.session.plan(request, check, signal));
  }

  choices(
    ref: Ref,
    operation: string,
    input: string,
    inputs: InputValues = {},
    under?: string,
  ): Promise<LookupChoices> {
    const request = { ref, name: this.name(ref), operation, inputs, input };
    return this.session.choices(under === undefined ? request : { ...request, under }, signal);
  }

  /**
   * Runs an offered operation with its initial inputs and some others, to the end of its task. Whoever asked for it goes as soon as it
   * has changed something: what has begun is finished.
   */
  async run(ref: Ref, operation: string, inputs: InputValues = {}): Promise<ProviderTask | null> {
    const { refused } = this.offer(ref, operation);
    if (refused !== undefined) throw new Error(`${operation} of ${ref} is refused: ${refused}`);
    const given = this.#inputs(ref, operation, inputs);
    const window = new AbortController();
    const stop = this.#changes?.watchChanges({ after: () => window.abort() });
    const { task } = await this.session
      .operate({ ref, name: this.name(ref), operation, inputs: given }, window.signal)
      .finally(stop);
    const finished = task === null ? null : await this.#ended(task, `${operation} of ${ref}`);
    // Who asked for it was gone before the end.
    const wentAway = stop === undefined || window.signal.aborted;
    if (wentAway && finished?.state !== 'error') this.done.add(operation);
    return finished;
  }

  async #ended(task: Ref, what: string): Promise<ProviderTask | null> {
    const ended = (): ProviderTask | undefined => {
      const known = this.tasks.get(task);
      return known !== undefined && isFinished(known) ? known : undefined;
    };
    await this.until(`${what} to end`, () => ended() !== undefined);
    return ended() ?? null;
  }

  /** Resolves when the condition holds: it is asked at all updates. */
  until(what: string, condition: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        if (!condition()) return;
        clearTimeout(timer);
        this.#checks.delete(check);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#checks.delete(check);
        reject(new Error(`There was not: ${what}.`));
      }, patienceMs);
      this.#checks.add(check);
      check();
    });
  }

  async close(): Promise<void> {
    this.#abort.abort();
    await this.#running;
    await this.session.close();
  }

  #inputs(ref: Ref, operation: string, more: InputValues): InputValues {
    const offer = this.offer(ref, operation);
    const { inputs: declared = [] } = offer;
    if (offer.edits === true) return checkInputs(offer, more, this.name(ref));
    const initial = declared.flatMap((input) =>
      input.initial === undefined || (input.when !== undefined && !(input.name in more))
        ? []
        : [[input.name, spoken(input.initial)] as const],
    );
    return checkInputs(offer, { ...Object.fromEntries(initial), ...more }, this.name(ref));
  }

  async #refetch(ref: Ref, path: string): Promise<void> {
    const { value } = await this.session.read(ref, path, signal);
    const change = { path, op: 'assign', ...onlyDefined({ value }) } as const;
    await this.#inventory.apply([{ kind: 'modify', ref, changes: [change] }]);
    this.#check();
  }

  #sink(): Sink {
    return {
      resync: () => this.#inventory.resync(),
      known: (ref) => this.lookup.get(ref),
      apply: async (updates) => {
        await this.#inventory.apply(updates);
        this.#check();
      },
      completed: () => undefined,
      part: () => undefined,
      synced: () => {
        this.#inventory.synced();
        this.#sets += 1;
        this.#check();
      },
      tasksGone: () => undefined,
      tasks: (tasks) => {
        for (const task of tasks) this.tasks.set(task.ref, task);
        this.#check();
      },
      heard: () => undefined,
      interrupted: () => undefined,
    };
  }

  #check(): void {
    for (const check of this.#checks) check();
  }
}
