import { spoken, type Spoken } from '#shared/i18n/testing/spoken.ts';
import { expect } from 'vitest';
import { isAskedFor, type InputValues, type OperationInput } from '#shared/model/operation.ts';
import type { OperationPlan } from '#shared/model/operation-plan.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { isReferenceValue } from '#shared/model/property-value.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import type { ProviderTask } from '#shared/model/task.ts';
import {
  startDemoPool,
  type DemoPool,
  type DemoPoolOptions,
} from '../../../../../demo/xapi/pool.ts';
import { checkInputs } from '../../../../api/inputs.ts';
import { silentLog } from '../../../../log.ts';
import type { Session } from '../../../provider.ts';
import { RecordingSink } from '../../../recording-sink.ts';
import { reference, references } from '../../map/read.ts';
import { xenserver } from '../../provider.ts';

const patience = 15_000;
const { signal } = new AbortController();

/** A simulated pool with a session that follows it, and what a test of operations asks of both. */
export class PoolUnderTest {
  readonly sink = new RecordingSink();
  readonly #abort = new AbortController();
  #pool: DemoPool | undefined;
  #session: Session | undefined;
  #running: Promise<void> | undefined;

  get pool(): DemoPool {
    if (this.#pool === undefined) throw new Error('The pool has not been started.');
    return this.#pool;
  }

  get session(): Session {
    if (this.#session === undefined) throw new Error('The pool has not been started.');
    return this.#session;
  }

  async start(options: DemoPoolOptions): Promise<void> {
    this.#pool = await startDemoPool(options);
    const { user, password, url: address } = this.#pool;
    this.#session = await xenserver.connect({
      address,
      user,
      password,
      pinnedFingerprint: null,
      signal,
      log: silentLog,
    });
    this.#running = this.#session
      .run(this.sink, this.#abort.signal)
      .catch((error: unknown) => this.sink.ended(error));
    await this.until('a full set', () => this.sink.sets > 0);
  }

  async close(): Promise<void> {
    this.#abort.abort();
    await this.#running;
    await this.#session?.close();
    await this.#pool?.close();
  }

  at(ref: Ref): Properties {
    return this.sink.objects.get(ref) ?? {};
  }

  all(owner: string): readonly Ref[] {
    return [...this.sink.lookup.ofType(owner)];
  }

  find(owner: string, wanted: (object: Properties, ref: Ref) => boolean): Ref {
    const found = this.all(owner).find((ref) => wanted(this.at(ref), ref));
    if (found === undefined) throw new Error(`The pool has no such ${owner}.`);
    return found;
  }

  named(name: string, owner = 'VM'): Ref | undefined {
    return this.all(owner).find((ref) => this.at(ref)['name_label'] === name);
  }

  follow(ref: Ref, path: string): Properties {
    const value = this.at(ref)[path];
    return isReferenceValue(value) ? this.at(makeRef(value.type, value.value)) : {};
  }

  to(ref: Ref, path: string): Ref | undefined {
    return reference(this.at(ref)[path]);
  }

  many(ref: Ref, path: string): readonly Ref[] {
    return references(this.at(ref), path);
  }

  until(what: string, condition: () => boolean): Promise<void> {
    return this.sink.until(what, condition, patience);
  }

  offerOf(ref: Ref, operation: string) {
    const offers = xenserver.offers(ref, this.at(ref), this.sink.lookup);
    const offer = offers.find(({ id }) => id === operation);
    if (offer === undefined) throw new Error(`${operation} is not offered for ${ref}.`);
    return spoken(offer);
  }

  nameOf(ref: Ref): string {
    return xenserver.mapRow(ref, this.at(ref), this.sink.lookup).name;
  }

  /** What a form sends that nobody touched but for some inputs, checked as the core does. */
  inputs(ref: Ref, operation: string, more: InputValues = {}): InputValues {
    const offer = this.offerOf(ref, operation);
    const whole = offer.edits === true ? more : withInitial(offer.inputs ?? [], more);
    return checkInputs(offer, whole, 'it');
  }

  /** In English words, as an offer is. */
  async plan(
    ref: Ref,
    operation: string,
    inputs: InputValues,
    check = false,
  ): Promise<Spoken<OperationPlan>> {
    const request = { ref, name: this.nameOf(ref), operation, inputs };
    return spoken(await this.session.plan(request, check, signal));
  }

  /** Starts an offered operation; returns its task. */
  async operate(
    ref: Ref,
    operation: string,
    inputs: InputValues,
    asked = signal,
  ): Promise<Ref | null> {
    const request = { ref, name: this.nameOf(ref), operation, inputs };
    const { task } = await this.session.operate(request, asked);
    return task;
  }

  async ended(task: Ref): Promise<ProviderTask> {
    const known = () => this.sink.knownTasks.get(task);
    await this.until(`the end of ${task}`, () => !['running', undefined].includes(known()?.state));
    return known() as ProviderTask;
  }

  /** Runs an offered operation with its initial inputs and some others, to the end of its task. */
  async run(ref: Ref, operation: string, more: InputValues = {}): Promise<void> {
    expect(this.offerOf(ref, operation).refused, operation).toBeUndefined();
    const task = await this.operate(ref, operation, this.inputs(ref, operation, more));
    if (task !== null) expect((await this.ended(task)).error).toBeUndefined();
  }

  /** The first thing to choose that nothing speaks against, in the first folder that holds one. */
  async choice(ref: Ref, operation: string, input: string, under?: string): Promise<string> {
    const request = { ref, name: 'it', operation, inputs: {}, input };
    const asked = under === undefined ? request : { ...request, under };
    for (const option of (await this.session.choices(asked, signal)).options) {
      if (option.refused !== undefined || option.warning !== undefined) continue;
      if (option.folder === undefined) return option.value;
      return this.choice(ref, operation, input, option.value);
    }
    throw new Error(`${operation} has no choice of ${input}.`);
  }
}

function withInitial(declared: readonly OperationInput[], more: InputValues): InputValues {
  const initial = Object.fromEntries(
    declared.flatMap((input) =>
      input.initial === undefined ? [] : [[input.name, spoken(input.initial)] as const],
    ),
  );
  const all: InputValues = { ...initial, ...more };
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => {
      const input = declared.find((one) => one.name === name);
      return input === undefined || isAskedFor(input, all);
    }),
  );
}
