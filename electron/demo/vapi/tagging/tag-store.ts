import type { Managed } from '../../estate/entity.ts';
import type { Estate } from '../../estate/estate.ts';
import { uuidFrom } from '../../estate/random.ts';

/** Categories, tags, and what they are attached to. */

export interface Category {
  readonly id: string;
  name: string;
  description: string;
  cardinality: 'SINGLE' | 'MULTIPLE';
  /** Types of objects; empty for all. */
  associableTypes: readonly string[];
  readonly usedBy: Set<string>;
}

export interface Tag {
  readonly id: string;
  readonly category: Category;
  name: string;
  description: string;
  readonly usedBy: Set<string>;
  readonly objects: Set<Managed>;
}

export class TagStore {
  readonly categories = new Map<string, Category>();
  readonly tags = new Map<string, Tag>();
  readonly #byObject = new Map<Managed, Set<Tag>>();
  readonly #seed: number;
  readonly #stop: () => void;
  #serial = 0;

  constructor(estate: Estate) {
    this.#seed = estate.seed;
    this.#stop = estate.listen({
      changed: () => undefined,
      created: () => undefined,
      destroyed: (object) => this.#forget(object),
    });
  }

  /** `urn:vmomi:InventoryServiceTag:UUID:GLOBAL` */
  newId(kind: 'Category' | 'Tag'): string {
    this.#serial += 1;
    return `urn:vmomi:InventoryService${kind}:${uuidFrom(this.#seed, `tagging/${this.#serial}`)}:GLOBAL`;
  }

  addCategory(options: Omit<Category, 'usedBy'>): Category {
    const category = { ...options, usedBy: new Set<string>() };
    this.categories.set(category.id, category);
    return category;
  }

  addTag(options: Omit<Tag, 'usedBy' | 'objects'>): Tag {
    const tag = { ...options, usedBy: new Set<string>(), objects: new Set<Managed>() };
    this.tags.set(tag.id, tag);
    return tag;
  }

  /** Takes the category away, with its tags. */
  removeCategory(category: Category): void {
    for (const tag of this.tagsOf(category)) {
      this.removeTag(tag);
    }
    this.categories.delete(category.id);
  }

  removeTag(tag: Tag): void {
    for (const object of tag.objects) {
      this.detach(tag, object);
    }
    this.tags.delete(tag.id);
  }

  tagsOf(category: Category): Tag[] {
    return [...this.tags.values()].filter((tag) => tag.category === category);
  }

  /** The tags that are attached to an object. */
  attachedTo(object: Managed): ReadonlySet<Tag> {
    return this.#byObject.get(object) ?? new Set();
  }

  attach(tag: Tag, object: Managed): void {
    tag.objects.add(object);
    const tags = this.#byObject.get(object);
    if (tags === undefined) {
      this.#byObject.set(object, new Set([tag]));
    } else {
      tags.add(tag);
    }
  }

  detach(tag: Tag, object: Managed): void {
    tag.objects.delete(object);
    const tags = this.#byObject.get(object);
    tags?.delete(tag);
    if (tags?.size === 0) {
      this.#byObject.delete(object);
    }
  }

  close(): void {
    this.#stop();
  }

  #forget(object: Managed): void {
    for (const tag of this.#byObject.get(object) ?? []) {
      tag.objects.delete(object);
    }
    this.#byObject.delete(object);
  }
}
