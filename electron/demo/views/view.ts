import { isA } from '../api/model.ts';
import type { Entity, Managed } from '../estate/entity.ts';
import { childrenOf } from '../estate/estate.ts';

/** A view of a session: a list of objects that follows the inventory (container) or the client (list). */
export abstract class View implements Managed {
  readonly type: 'ContainerView' | 'ListView';
  readonly id: string;

  constructor(type: 'ContainerView' | 'ListView', id: string) {
    this.type = type;
    this.id = id;
  }

  abstract list(): Iterable<Managed>;

  /** Whether the creation or the end of an object may change the list. */
  abstract mayHold(object: Managed): boolean;

  /** Whether a change of a property with this path may change the list. */
  abstract dependsOn(path: string): boolean;
}

const structure = /^(?:childEntity|vm|resourcePool|host)(?:$|\[)/;

export class ContainerView extends View {
  readonly container: Entity;
  readonly types: readonly string[];
  readonly recursive: boolean;

  constructor(
    id: string,
    options: { container: Entity; types: readonly string[]; recursive: boolean },
  ) {
    super('ContainerView', id);
    this.container = options.container;
    this.types = options.types;
    this.recursive = options.recursive;
  }

  list(): Iterable<Managed> {
    const found = new Set<Managed>();
    const visited = new Set<Entity>();
    const stack: Entity[] = [this.container];
    for (let entity = stack.pop(); entity !== undefined; entity = stack.pop()) {
      for (const child of childrenOf(entity)) {
        if (visited.has(child)) {
          continue;
        }
        visited.add(child);
        if (this.#matches(child.type)) {
          found.add(child);
        }
        if (this.recursive) {
          stack.push(child);
        }
      }
    }
    return found;
  }

  mayHold(object: Managed): boolean {
    return this.#matches(object.type);
  }

  dependsOn(path: string): boolean {
    return structure.test(path) && (!this.recursive || this.container.parent !== undefined);
  }

  #matches(type: string): boolean {
    return this.types.length === 0 || this.types.some((wanted) => isA(type, wanted));
  }
}

export class ListView extends View {
  readonly objects = new Set<Managed>();

  constructor(id: string, objects: Iterable<Managed>) {
    super('ListView', id);
    for (const object of objects) {
      this.objects.add(object);
    }
  }

  list(): Iterable<Managed> {
    return this.objects;
  }

  mayHold(object: Managed): boolean {
    return this.objects.has(object);
  }

  dependsOn(): boolean {
    return false;
  }
}
