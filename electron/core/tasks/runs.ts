import type { Text } from '#shared/i18n/text.ts';
import { text } from '#shared/i18n/make-text.ts';
import type { Disposer } from '#shared/contract/define.ts';
import { MorefException } from '#shared/model/error.ts';
import type { Run, RunItem } from '#shared/model/run.ts';
import type { RunId } from '#shared/model/run-id.ts';
import { Load } from './load.ts';
import { RunDriver } from './run-driver.ts';
import type { RunPort } from './run-port.ts';
import { RunState, type RunPlan } from './run-state.ts';

/** Follows all bulk runs. */
export interface RunWatcher {
  put(run: Run): void;
  remove(id: RunId): void;
}

/** Follows the objects of one bulk run. */
export interface RunItemWatcher {
  put(item: RunItem): void;
  /** The run was taken off the list. */
  gone(): void;
}

interface Entry {
  readonly state: RunState;
  readonly driver: RunDriver;
  readonly watchers: Set<RunItemWatcher>;
}

/** The bulk runs since Moref was started. */
export class Runs {
  readonly #port: RunPort;
  readonly #load = new Load();
  readonly #entries = new Map<RunId, Entry>();
  readonly #watchers = new Set<RunWatcher>();
  readonly #stopWatching: readonly Disposer[];

  constructor(port: RunPort) {
    this.#port = port;
    this.#stopWatching = [
      port.tasks.watch({
        put: (task) => this.#forDrivers((driver) => driver.taskChanged(task)),
        remove: (key) => this.#forDrivers((driver) => driver.taskRemoved(key)),
      }),
      port.watchReach((connection) =>
        this.#forDrivers((driver) => driver.reachChanged(connection)),
      ),
    ];
  }

  start(plan: Omit<RunPlan, 'startedAt'>): void {
    const state = new RunState({ ...plan, startedAt: this.#port.clock.now() });
    const watchers = new Set<RunItemWatcher>();
    const changed = (items: readonly RunItem[]): void => {
      for (const watcher of watchers) for (const item of items) watcher.put(item);
      this.#report(state);
    };
    const freed = (): void => this.#forDrivers((driver) => void driver.pump());
    const driver = new RunDriver({ port: this.#port, state, load: this.#load, changed, freed });
    this.#entries.set(plan.id, { state, driver, watchers });
    this.#report(state);
    driver.begin();
  }

  /** @throws MorefException `missing` */
  stop(id: RunId, tasks: boolean): void {
    this.#entry(id).driver.stop(text('run.stopped'), tasks);
  }

  /** @throws MorefException `missing`; `conflict` while the run is being stopped */
  retry(id: RunId): void {
    const { state, driver } = this.#entry(id);
    if (state.stopping && !state.finished) throw conflict(text('run.stopping.wait'));
    driver.retry();
  }

  /** @throws MorefException `missing`; `conflict` while objects are under way or wait */
  dismiss(id: RunId): void {
    const { state, watchers } = this.#entry(id);
    if (!state.finished) throw conflict(text('run.notFinished'));
    this.#entries.delete(id);
    for (const watcher of watchers) watcher.gone();
    for (const watcher of this.#watchers) watcher.remove(id);
  }

  /** @throws MorefException `missing` */
  items(id: RunId): Iterable<RunItem> {
    return this.#entry(id).state.items();
  }

  /** Tells all runs at once, then every change. */
  watch(watcher: RunWatcher): Disposer {
    for (const { state } of this.#entries.values()) watcher.put(state.run);
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** Tells all objects at once, then every change. @throws MorefException `missing` */
  watchItems(id: RunId, watcher: RunItemWatcher): Disposer {
    const { state, watchers } = this.#entry(id);
    for (const item of state.items()) watcher.put(item);
    watchers.add(watcher);
    return () => void watchers.delete(watcher);
  }

  /** Nothing more is sent. */
  close(): void {
    for (const dispose of this.#stopWatching) dispose();
    for (const { state, driver } of this.#entries.values()) {
      if (!state.finished) {
        const { id, label, counts } = state.run;
        this.#port.log.warn('Moref is closed while a run is under way', { id, label, counts });
      }
      driver.close();
    }
  }

  #forDrivers(report: (driver: RunDriver) => void): void {
    for (const { driver, state } of this.#entries.values()) if (!state.finished) report(driver);
  }

  #report(state: RunState): void {
    const { run } = state;
    for (const watcher of this.#watchers) watcher.put(run);
  }

  #entry(id: RunId): Entry {
    const entry = this.#entries.get(id);
    if (entry !== undefined) return entry;
    throw new MorefException({
      kind: 'missing',
      message: text('run.unknown'),
    });
  }
}

function conflict(message: Text): MorefException {
  return new MorefException({ kind: 'conflict', message });
}
