import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { text as say } from '#shared/i18n/make-text.ts';
import { toMorefError, type MorefError } from '#shared/model/error.ts';
import type { ObjectUpdate, Properties } from '#shared/model/object-update.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { SessionPart } from '#shared/model/session-part.ts';
import type { Log } from '../../provider.ts';
import { partBackOffMs } from '../../../net/back-off.ts';
import { toException } from '../errors.ts';
import { toMoref, toRef } from '../object-updates.ts';
import { isOfWhatIsAsked } from '../vim25/collector/failures.ts';
import { objectsSpec, type FilterSpec } from '../vim25/collector/specs.ts';
import type { WireObjectContent } from '../vim25/collector/wire-update.ts';
import { isFault } from '../vim25/soap/soap-error.ts';
import { compactDevices, devicePaths, devicesPath } from './devices.ts';

/** Where the updates go: the part of the session's sink that is needed. */
export interface DeviceSink {
  known(ref: Ref): Properties | undefined;
  apply(updates: readonly ObjectUpdate[]): Promise<void>;
  part(part: SessionPart): void;
}

export interface DeviceFollowerOptions {
  read(
    specs: readonly FilterSpec[],
    options: { readonly signal: AbortSignal },
  ): Promise<readonly WireObjectContent[]>;
  readonly log: Log;
  readonly pace?: Partial<Pace>;
}

/** How it reads, so that nothing else waits for it. */
interface Pace {
  /** Objects in one call: some 300 kB of answer. */
  readonly atOnce: number;
  /** Changes gather so long, milliseconds; the pause between two calls at least. */
  readonly gatherMs: number;
  /** Pauses are so many times as long as the call before, 20 s at the most: on a busy machine it takes its time. */
  readonly rest: number;
  /** All is read again so often, milliseconds: not every change is reported. */
  readonly everyMs: number;
  /** The first pause after a failure, milliseconds. */
  readonly retryMs: number;
}

const usualPace: Pace = {
  atOnce: 32,
  gatherMs: 250,
  rest: 3,
  everyMs: 30 * 60_000,
  retryMs: 2000,
};
/** Within a minute of when it can be it is there. */
const longestMs = 20_000;
const mostInVain = 8;

/** What is followed of a machine and says that more may have changed. */
const hints: ReadonlySet<string> = new Set([
  'config.changeVersion',
  'guest.ipAddress',
  'guest.hostName',
  'guest.toolsRunningStatus',
  'runtime.powerState',
  'datastore',
  'network',
  'snapshot',
]);

/**
 * Reads what is too heavy to be followed of all objects, when everything else is there: in small calls with pauses, keeps an extract
 * (see Devices), and reads anew what changed. One for a session.
 */
export class DeviceFollower {
  readonly #options: DeviceFollowerOptions;
  readonly #pace: Pace;
  readonly #all = new Set<Ref>();
  readonly #wanted = new Set<Ref>();
  /** Paths that this server's version does not have. */
  readonly #refused = new Set<string>();
  /** Objects that could not be read, alone neither, and why. */
  readonly #odd = new Map<Ref, MorefError>();
  /** When they are tried again, by `performance.now`, and how often they were. */
  #oddAt = 0;
  #oddRounds = 0;
  /** Such objects in a row: beyond a few it is not they that are to blame. */
  #inVain = 0;
  #sink: DeviceSink | undefined;
  #started = false;
  #isReported = false;
  /** Ends the call that is under way, or the pause after it. */
  #attempt: AbortController | undefined;

  constructor(options: DeviceFollowerOptions) {
    this.#options = options;
    this.#pace = { ...usualPace, ...options.pace };
  }

  /** Where the updates go from now on. */
  reportTo(sink: DeviceSink): void {
    this.#sink = sink;
  }

  /** A full set is about to arrive. What was to be read still is: nobody will report it again. */
  resync(): void {
    this.#all.clear();
  }

  /** Objects that enter again keep what was read of them; what is new or changed is to be read. */
  complete(updates: readonly ObjectUpdate[]): readonly ObjectUpdate[] {
    return updates.map((update) => {
      const { ref } = update;
      if (!Object.hasOwn(devicePaths, refType(ref))) return update;
      if (update.kind === 'leave') {
        this.#all.delete(ref);
        this.#wanted.delete(ref);
        return update;
      }
      if (update.kind === 'modify') {
        if (update.changes.some(({ path }) => hints.has(path))) this.#wanted.add(ref);
        return update;
      }
      this.#all.add(ref);
      const known = this.#sink?.known(ref);
      const kept = known?.[devicesPath];
      // What was known before this session may have been on its way to be read when the last one ended.
      if (!this.#started || kept === undefined || hasChanged(known, update.properties))
        this.#wanted.add(ref);
      if (kept === undefined) return update;
      return { ...update, properties: { ...update.properties, [devicesPath]: kept } };
    });
  }

  /** A full set is there: reading begins, until the signal is aborted. Never throws. */
  start(signal: AbortSignal): void {
    if (this.#started) return;
    this.#started = true;
    this.#report({ state: 'loading' });
    void this.#run(signal).catch((error: unknown) => {
      if (!signal.aborted) this.#options.log.error('Devices are read no more', { error });
    });
  }

  /** The server is back: what was asked for while it was away may never be answered, and need not wait any longer. */
  again(): void {
    this.#attempt?.abort();
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { gatherMs, everyMs, rest } = this.#pace;
    let sweptAt = performance.now();
    for (let pause = gatherMs; !signal.aborted; ) {
      await wait(pause, undefined, { signal, ref: false });
      const began = performance.now();
      if (this.#wanted.size === 0) {
        const isDue = began - sweptAt >= everyMs;
        if (isDue) sweptAt = began;
        for (const ref of isDue ? this.#all : this.#dueAgain(began)) this.#wanted.add(ref);
        // What is known from before is all there is.
        if (this.#wanted.size === 0) {
          if (!this.#isReported) this.#reportRead();
          continue;
        }
      }
      const tookMs = await this.#readUntilDone(this.#next(), signal);
      if (this.#wanted.size === 0) this.#reportRead();
      pause = Math.max(gatherMs, Math.min(tookMs * rest, longestMs));
    }
  }

  /** The next objects to be read, of one type. */
  #next(): readonly Ref[] {
    const [first] = this.#wanted;
    const chunk: Ref[] = [];
    for (const ref of this.#wanted) {
      if (first === undefined || refType(ref) !== refType(first)) continue;
      this.#wanted.delete(ref);
      if (chunk.push(ref) === this.#pace.atOnce) break;
    }
    return chunk;
  }

  /** Objects that could not be read alone, when it is time to try them again. */
  #dueAgain(now: number): readonly Ref[] {
    if (this.#odd.size === 0 || now < this.#oddAt) return [];
    const refs = [...this.#odd.keys()].filter((ref) => this.#all.has(ref));
    this.#odd.clear();
    return refs;
  }

  #reportRead(): void {
    this.#isReported = true;
    const [error] = this.#odd.values();
    const { everyMs } = this.#pace;
    this.#oddRounds = error === undefined ? 0 : this.#oddRounds + 1;
    this.#oddAt = performance.now() + partBackOffMs(this.#oddRounds);
    const lacking = error === undefined ? {} : { lacking: { count: this.#odd.size, error } };
    this.#report({ state: 'polled', everyMs, at: Date.now(), ...lacking });
  }

  /**
   * @returns milliseconds that the calls took which were answered. One that nobody answered, on a connection that was dead, says nothing
   * of how busy a machine is.
   */
  async #readUntilDone(refs: readonly Ref[], signal: AbortSignal): Promise<number> {
    for (let { retryMs } = this.#pace; ; retryMs = Math.min(2 * retryMs, longestMs)) {
      const attempt = new AbortController();
      this.#attempt = attempt;
      const either = AbortSignal.any([signal, attempt.signal]);
      const began = performance.now();
      try {
        await this.#read(refs, either);
        this.#inVain = 0;
        return performance.now() - began;
      } catch (error) {
        if (signal.aborted) return 0;
        if (attempt.signal.aborted) continue;
        if (this.#refuses(error)) continue;
        if (this.#inVain < mostInVain && isOfWhatIsAsked(error))
          return this.#part(refs, error, signal);
        this.#options.log.info('Devices could not be read', { error });
        const reported = toMorefError(toException(error, { doing: say('doing.readDevices') }));
        this.#report({ state: 'failed', error: reported, retryAt: Date.now() + retryMs });
        await wait(retryMs, undefined, { signal: either, ref: false }).catch(() => undefined);
        if (signal.aborted) return 0;
      }
    }
  }

  /** One object that cannot be read must not hide the others: each half is tried, down to it. */
  async #part(refs: readonly Ref[], error: unknown, signal: AbortSignal): Promise<number> {
    const [ref] = refs;
    if (ref !== undefined && refs.length === 1) {
      this.#inVain += 1;
      const doing = say('doing.read', { path: devicePaths[refType(ref)]?.[0] ?? '', ref });
      this.#odd.set(ref, toMorefError(toException(error, { doing, ref })));
      return 0;
    }
    const middle = Math.ceil(refs.length / 2);
    let tookMs = 0;
    for (const half of [refs.slice(0, middle), refs.slice(middle)])
      if (!signal.aborted) tookMs += await this.#readUntilDone(half, signal);
    return tookMs;
  }

  /** A server may be older than a property. */
  #refuses(error: unknown): boolean {
    if (!isFault(error, 'InvalidProperty')) return false;
    const { name } = error.fault;
    if (typeof name !== 'string' || this.#refused.has(name)) return false;
    this.#refused.add(name);
    return true;
  }

  async #read(refs: readonly Ref[], signal: AbortSignal): Promise<void> {
    const type = refType(refs[0] ?? ('' as Ref));
    const paths = (devicePaths[type] ?? []).filter((path) => !this.#refused.has(path));
    if (paths.length === 0) return;
    const spec = objectsSpec(refs.map(toMoref), type, paths);
    const objects = await this.#options.read([spec], { signal });
    signal.throwIfAborted();
    const updates = objects.flatMap(({ obj, propSet = [] }) =>
      this.#update(toRef(obj), Object.fromEntries(propSet.map(({ name, val }) => [name, val]))),
    );
    if (updates.length > 0) await this.#sink?.apply(updates);
  }

  #update(ref: Ref, read: Readonly<Record<string, PropertyValue>>): readonly ObjectUpdate[] {
    const known = this.#sink?.known(ref);
    const value = compactDevices(refType(ref), read);
    if (known === undefined || isDeepStrictEqual(known[devicesPath], value)) return [];
    return [{ kind: 'modify', ref, changes: [{ path: devicesPath, op: 'assign', value }] }];
  }

  #report(
    state: Pick<SessionPart, 'state' | 'at' | 'everyMs' | 'error' | 'retryAt' | 'lacking'>,
  ): void {
    const name = devicePaths['VirtualMachine']?.join(', ') ?? '';
    this.#sink?.part({
      id: 'devices',
      area: 'inventory',
      name,
      kinds: ['vm', 'template', 'network'],
      ...state,
    });
  }
}

/** Whether what is reported of an object that enters says that it is not as it was. */
function hasChanged(before: Properties | undefined, now: Properties): boolean {
  for (const path of hints) if (!isDeepStrictEqual(before?.[path], now[path])) return true;
  return false;
}
