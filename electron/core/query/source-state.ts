import type { Disposer } from '#shared/contract/define.ts';
import type { ObjectAddress, Ref } from '#shared/model/reference.ts';
import { DependencyIndex, type TrackingLookup } from '../inventory/dependencies.ts';
import { AlertCounts } from './alert-counts.ts';
import { Belonging } from './belonging.ts';
import type { SubjectContext } from './core-subject.ts';
import type { Entry } from './entry.ts';
import type { QuerySource } from './source.ts';
import { SharedReads } from './values/shared-reads.ts';

export interface SourceOptions {
  /** More than rows counts. */
  readonly deep: boolean;
  /** Only what belongs to one of these counts; see Belonging. */
  readonly of?: readonly ObjectAddress[] | undefined;
  readonly reads?: SubjectContext['reads'];
}

export interface SourceWatcher {
  /** Something is to be looked at again. */
  outdated(): void;
  /** Objects changed. */
  objects(refs: ReadonlySet<Ref>): void;
}

/** What a view keeps of one server: the objects it lists, and what is to be looked at again. */
export class SourceState implements SubjectContext {
  readonly source: QuerySource;
  readonly server: string;
  readonly alerts: AlertCounts;
  /** Where only what belongs to some objects is listed. */
  readonly belonging: Belonging | undefined;
  readonly declared: SubjectContext['declared'] = new Map();
  readonly shared: SharedReads;
  readonly reads: SubjectContext['reads'];
  readonly entries = new Map<Ref, Entry>();
  /** Objects that changed since they were looked at last. */
  readonly outdated = new Set<Ref>();
  readonly #dependencies = new DependencyIndex();
  readonly #stops: Disposer[];

  constructor(source: QuerySource, { deep, of, reads }: SourceOptions, watcher: SourceWatcher) {
    this.source = source;
    this.server = source.name();
    this.reads = reads;
    this.alerts = new AlertCounts(source);
    this.belonging = of === undefined ? undefined : new Belonging(source, of);
    const { inventory } = source;
    this.shared = new SharedReads(inventory);
    const rowChanged = (ref: Ref): void => {
      this.#outdate(ref);
      watcher.outdated();
    };
    this.#stops = [inventory.followRows({ put: ({ ref }) => rowChanged(ref), remove: rowChanged })];
    this.#stops.push(
      inventory.watchChanges((refs) => {
        this.shared.forget();
        watcher.objects(refs);
        if (!deep) return;
        for (const ref of refs) this.#outdate(ref);
        for (const ref of this.alerts.changed(refs)) this.outdated.add(ref);
        for (const ref of this.belonging?.changed(refs) ?? []) this.outdated.add(ref);
        if (this.outdated.size > 0) watcher.outdated();
      }),
    );
  }

  /** The object was looked at just now, and what it was read from. */
  looked(ref: Ref, lookup: TrackingLookup | undefined): void {
    this.outdated.delete(ref);
    if (lookup === undefined) this.#dependencies.remove(ref);
    else this.#dependencies.set(ref, lookup);
  }

  forget(ref: Ref): void {
    this.outdated.delete(ref);
    this.#dependencies.remove(ref);
  }

  close(): void {
    for (const stop of this.#stops) stop();
  }

  /** The object, and those that were read from it. */
  #outdate(ref: Ref): void {
    this.outdated.add(ref);
    for (const dependent of this.#dependencies.dependents(ref)) this.outdated.add(dependent);
  }
}
