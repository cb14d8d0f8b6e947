import type { ObjectFacts } from '#shared/model/object-facts.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import type { AlertFacts, Subject } from '#shared/query/subject.ts';
import type { NativePath } from '../providers/provider.ts';
import { TrackingLookup } from '../inventory/dependencies.ts';
import type { AlertCounts } from './alert-counts.ts';
import type { BulkReads } from './values/bulk-reads.ts';
import { cachedPath, readPath } from './values/read-path.ts';
import type { SharedReads } from './values/shared-reads.ts';
import type { QuerySource } from './source.ts';

/** What subjects of one server share. */
export interface SubjectContext {
  readonly source: QuerySource;
  readonly server: string;
  readonly alerts: AlertCounts;
  /** How objects of a type have a property, null where they have none; by type and path. */
  readonly declared: Map<string, NativePath | null>;
  /** Reads properties that are not cached, of many. */
  readonly reads?: Pick<BulkReads, 'value'> | undefined;
}

const noFacts: ObjectFacts = {};
const nothing: Properties = {};
const nobody: readonly Row[] = [];

/** An object of an inventory, read as a query asks. Remembers which other objects it was read from. */
export class CoreSubject implements Subject {
  readonly row: Row;
  readonly #context: SubjectContext;
  readonly #shared: SharedReads | undefined;
  #lookup: TrackingLookup | undefined;
  #facts: ObjectFacts | undefined;

  /** @param shared given where nobody will ask for `dependencies`: what is read of many objects alike */
  constructor(context: SubjectContext, row: Row, shared?: SharedReads) {
    this.#context = context;
    this.#shared = shared;
    this.row = row;
  }

  get server(): string {
    return this.#context.server;
  }

  /** What was looked up beside the object itself; undefined where nothing was. */
  get dependencies(): TrackingLookup | undefined {
    return this.#lookup;
  }

  facts(): ObjectFacts {
    return (this.#facts ??= this.#readFacts());
  }

  above(): Iterable<Row> {
    if (this.#shared === undefined) return this.#climb();
    const { parent } = this.row;
    return parent === null ? nobody : this.#shared.chain(parent);
  }

  *#climb(): Iterable<Row> {
    const { inventory } = this.#context.source;
    for (let { parent } = this.row; parent !== null; ) {
      this.#tracked().note(parent);
      const row = inventory.row(parent);
      if (row === undefined) return;
      yield row;
      parent = row.parent;
    }
  }

  nameOf(ref: Ref): string | undefined {
    if (this.#shared !== undefined) return this.#shared.nameOf(ref);
    this.#tracked().note(ref);
    return this.#context.source.inventory.nameOf(ref);
  }

  native(path: readonly string[]): PropertyValue | null | undefined {
    const properties = this.#properties();
    const value = readPath(properties, path);
    if (value !== undefined) return value;
    const declared = this.#declared(path);
    if (declared === null) return undefined;
    const { reads, source } = this.#context;
    if (declared.read === undefined || reads === undefined) return null;
    if (properties === nothing || cachedPath(properties, path) !== undefined) return null;
    return reads.value(source, this.row.ref, path, declared.read);
  }

  alerts(): AlertFacts {
    return this.#context.alerts.of(this.row.ref);
  }

  #declared(path: readonly string[]): NativePath | null {
    const { source, declared } = this.#context;
    const text = path.join('.');
    const type = refType(this.row.ref);
    const key = `${type} ${text}`;
    let known = declared.get(key);
    if (known === undefined) {
      known = source.provider.nativePaths?.(path).get(type) ?? null;
      declared.set(key, known);
    }
    return known;
  }

  #readFacts(): ObjectFacts {
    const { provider } = this.#context.source;
    const lookup = this.#shared?.lookup ?? this.#tracked();
    return provider.facts?.(this.row.ref, this.#properties(), lookup) ?? noFacts;
  }

  #properties(): Properties {
    return this.#context.source.inventory.lookup.get(this.row.ref) ?? nothing;
  }

  #tracked(): TrackingLookup {
    this.#lookup ??= new TrackingLookup(this.#context.source.inventory.lookup);
    return this.#lookup;
  }
}
