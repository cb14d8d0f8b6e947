import type { Managed } from '../estate/entity.ts';
import type { ChangeOp } from '../estate/estate.ts';
import type { VimFault } from '../wire/fault.ts';
import type { Reference } from '../wire/value.ts';
import { addChange, addEnter, addLeave } from './changes.ts';
import type { Pending } from './changes.ts';
import type { Selection } from './selection.ts';
import { Selections } from './selection.ts';
import type { PropertySpec } from './selection.ts';
import { ObjectSelector } from './traversal.ts';
import type { ObjectSource, ObjectSpec } from './traversal.ts';

export interface FilterSpec {
  readonly propSet: readonly PropertySpec[];
  readonly objectSet: readonly ObjectSpec[];
  readonly reportMissingObjectsInResults?: boolean;
}

/** A PropertyFilter: its members and what it has still to tell about them. A change costs what it touches. */
export class Filter implements Managed {
  readonly type = 'PropertyFilter';
  readonly id: string;
  readonly spec: FilterSpec;
  readonly partialUpdates: boolean;
  readonly pending: Pending = new Map();
  missing: readonly { readonly obj: Reference; readonly fault: VimFault }[] = [];
  /** Missing start objects are reported once. */
  missingReported = false;
  readonly #source: ObjectSource;
  readonly #selector: ObjectSelector;
  readonly #selections: Selections;
  #members = new Map<Managed, Selection>();
  #stale = false;

  /** @throws VimFault InvalidProperty, ManagedObjectNotFound */
  constructor(
    id: string,
    options: { spec: FilterSpec; partialUpdates: boolean; source: ObjectSource },
  ) {
    this.id = id;
    this.spec = options.spec;
    this.partialUpdates = options.partialUpdates;
    this.#source = options.source;
    this.#selections = new Selections(options.spec.propSet);
    this.#selector = new ObjectSelector(options.spec.objectSet);
    this.#walk(options.spec.reportMissingObjectsInResults === true);
    this.#enterAll();
  }

  selectionOf(object: Managed): Selection | undefined {
    return this.#members.get(object) ?? this.#selections.for(object.type);
  }

  /** Forgets what was sent: every member enters again. */
  reset(): void {
    this.#stale = false;
    this.missingReported = false;
    this.pending.clear();
    this.#walk(true);
    this.#enterAll();
  }

  /** Takes note of a change; true when there is something new to tell. */
  changed(object: Managed, path: string, op: ChangeOp): boolean {
    const wasStale = this.#stale;
    if (!wasStale && this.#selector.dependsOn(object, path)) {
      this.#stale = true;
    }
    const updates = this.#stale && !wasStale;
    const selection = this.#selections.for(object.type);
    const reports = selection?.reportsFor(path, op, this.partialUpdates) ?? [];
    if (reports.length === 0 || !this.#members.has(object)) {
      return updates;
    }
    for (const report of reports) {
      addChange(this.pending, object, report.path, report.op);
    }
    return true;
  }

  /** An object is gone for good. */
  destroyed(object: Managed): boolean {
    if (!this.#members.delete(object)) {
      return false;
    }
    addLeave(this.pending, object);
    return true;
  }

  /** Brings the members up to date when a traversed property changed. */
  refresh(): void {
    if (!this.#stale) {
      return;
    }
    this.#stale = false;
    const before = this.#members;
    // What the filter starts from may be gone by now, a view above all: then its objects leave
    this.#walk(true);
    for (const object of before.keys()) {
      if (!this.#members.has(object)) {
        addLeave(this.pending, object);
      }
    }
    for (const object of this.#members.keys()) {
      if (!before.has(object)) {
        addEnter(this.pending, object);
      }
    }
  }

  #enterAll(): void {
    for (const object of this.#members.keys()) {
      addEnter(this.pending, object);
    }
  }

  #walk(reportMissing: boolean): void {
    const { members, missing } = this.#selector.walk(this.#source, this.#selections, reportMissing);
    this.#members = members;
    this.missing = this.spec.reportMissingObjectsInResults === true ? missing : [];
  }
}
