import { isA } from '../api/model.ts';
import type { Managed } from '../estate/entity.ts';
import { invalidRequest, notFound } from '../wire/fault.ts';
import type { VimFault } from '../wire/fault.ts';
import type { Reference } from '../wire/value.ts';
import { isReference } from '../wire/value.ts';
import { compilePath, follow, isBelow } from './path.ts';
import type { PropertyPath } from './path.ts';
import type { Selection, Selections } from './selection.ts';

/** ObjectSpecs with their TraversalSpecs: which objects a filter is about. */

export interface SelectionSpec {
  readonly $type: string;
  readonly name?: string;
  readonly type?: string;
  readonly path?: string;
  readonly skip?: boolean;
  readonly selectSet?: readonly SelectionSpec[];
}

export interface ObjectSpec {
  readonly obj: Reference;
  readonly skip?: boolean;
  readonly selectSet?: readonly SelectionSpec[];
}

interface Traversal {
  readonly type: string;
  readonly path: PropertyPath;
  readonly skip: boolean;
  next: readonly Traversal[];
}

/** Finds objects and reads properties, in the eyes of one session. */
export interface ObjectSource {
  find(reference: Reference): Managed | undefined;
  read(object: Managed, property: string): unknown;
}

/** What a traversal found. */
export interface Membership {
  readonly members: Map<Managed, Selection>;
  readonly missing: readonly { readonly obj: Reference; readonly fault: VimFault }[];
}

interface Start {
  readonly obj: Reference;
  readonly skip: boolean;
  readonly traversals: readonly Traversal[];
}

/** The object side of a filter, checked once and walked as often as needed. */
export class ObjectSelector {
  readonly #starts: readonly Start[];
  readonly #all: Traversal[] = [];

  /** @throws VimFault InvalidProperty, InvalidRequest for an unknown name of a SelectionSpec */
  constructor(specs: readonly ObjectSpec[]) {
    this.#starts = specs.map(({ obj, skip, selectSet }) => ({
      obj,
      skip: skip === true,
      traversals: this.#compile(selectSet ?? []),
    }));
  }

  /**
   * Walks from the start objects.
   *
   * @param reportMissing collect start objects that are gone, instead of throwing ManagedObjectNotFound
   */
  walk(source: ObjectSource, selections: Selections, reportMissing: boolean): Membership {
    const members = new Map<Managed, Selection>();
    const missing: { obj: Reference; fault: VimFault }[] = [];
    const seen = new Map<Traversal, Set<Managed>>();
    for (const { obj, skip, traversals } of this.#starts) {
      const object = source.find(obj);
      if (object === undefined) {
        if (!reportMissing) {
          throw notFound(obj);
        }
        missing.push({ obj, fault: notFound(obj) });
        continue;
      }
      visit(object, skip, traversals, { source, selections, members, seen });
    }
    return { members, missing };
  }

  /** Whether a change of this property may change what the selector finds. */
  dependsOn(object: Managed, path: string): boolean {
    return this.#all.some(
      (step) =>
        (isBelow(path, step.path.text) || isBelow(step.path.text, path)) &&
        isA(object.type, step.type),
    );
  }

  #compile(specs: readonly SelectionSpec[]): readonly Traversal[] {
    const named = new Map<string, Traversal>();
    const pending: { traversal: Traversal; spec: SelectionSpec }[] = [];
    const declare = (spec: SelectionSpec): Traversal => {
      const type = spec.type ?? '';
      const traversal: Traversal = {
        type,
        path: compilePath(type, spec.path ?? ''),
        skip: spec.skip === true,
        next: [],
      };
      this.#all.push(traversal);
      pending.push({ traversal, spec });
      if (spec.name !== undefined && spec.name !== '') {
        named.set(spec.name, traversal);
      }
      return traversal;
    };
    const isTraversal = (spec: SelectionSpec): boolean => spec.$type === 'TraversalSpec';
    const made = new Map<SelectionSpec, Traversal>();
    const declareAll = (list: readonly SelectionSpec[]): void => {
      for (const spec of list.filter(isTraversal)) {
        made.set(spec, declare(spec));
        declareAll(spec.selectSet ?? []);
      }
    };
    declareAll(specs);
    const resolve = (list: readonly SelectionSpec[]): Traversal[] =>
      list.map((spec) => {
        const traversal = made.get(spec) ?? named.get(spec.name ?? '');
        if (traversal === undefined) {
          throw invalidRequest(`SelectionSpec "${spec.name ?? ''}" names no TraversalSpec.`);
        }
        return traversal;
      });
    for (const { traversal, spec } of pending) {
      traversal.next = resolve(spec.selectSet ?? []);
    }
    return resolve(specs);
  }
}

interface Walk {
  readonly source: ObjectSource;
  readonly selections: Selections;
  readonly members: Map<Managed, Selection>;
  readonly seen: Map<Traversal, Set<Managed>>;
}

function visit(object: Managed, skip: boolean, traversals: readonly Traversal[], walk: Walk): void {
  const queue: { object: Managed; skip: boolean; traversals: readonly Traversal[] }[] = [
    { object, skip, traversals },
  ];
  for (let item = queue.pop(); item !== undefined; item = queue.pop()) {
    const selection = item.skip ? undefined : walk.selections.for(item.object.type);
    if (selection !== undefined) {
      walk.members.set(item.object, selection);
    }
    for (const step of item.traversals) {
      if (!isA(item.object.type, step.type) || !mark(walk.seen, step, item.object)) {
        continue;
      }
      // Pushed in reverse: the stack then gives them back in the order of the property
      const found = [...reached(item.object, step, walk.source)].reverse();
      for (const next of found) {
        queue.push({ object: next, skip: step.skip, traversals: step.next });
      }
    }
  }
}

function mark(seen: Map<Traversal, Set<Managed>>, step: Traversal, object: Managed): boolean {
  let objects = seen.get(step);
  if (objects === undefined) {
    objects = new Set();
    seen.set(step, objects);
  }
  if (objects.has(object)) {
    return false;
  }
  objects.add(object);
  return true;
}

function* reached(object: Managed, step: Traversal, source: ObjectSource): Generator<Managed> {
  const { value } = follow(step.path, (property) => source.read(object, property));
  if (value === undefined) {
    return;
  }
  const values = isReference(value) ? [value] : (value as Iterable<unknown>);
  for (const reference of values) {
    const target = isReference(reference) ? source.find(reference) : undefined;
    if (target !== undefined) {
      yield target;
    }
  }
}
