import type { Properties } from '#shared/model/object-update.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';

/** A tag, with what its category says. */
export interface Tag {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly categoryId: string;
}

export interface TagCategory {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** An object has one tag of the category at the most. */
  readonly single: boolean;
  /** Managed types that its tags may be given to; empty: all. */
  readonly types: readonly string[];
}

/** Every tag and category of a server. */
export interface TagCatalog {
  readonly categories: ReadonlyMap<string, TagCategory>;
  readonly tags: ReadonlyMap<string, Tag>;
}

/** The object of the cache that holds the catalog: operations choose from it, and nothing shows it. */
export const catalogRef: Ref = makeRef('com.vmware.cis.tagging', 'catalog');

const CATEGORY = 'com.vmware.cis.tagging.category_model';
const TAG = 'com.vmware.cis.tagging.tag_model';

/** The catalog as properties of `catalogRef`. */
export function catalogProperties({ categories, tags }: TagCatalog): Properties {
  return {
    categories: [...categories.values()].map((category) => ({ ...category, $type: CATEGORY })),
    tags: [...tags.values()].map((tag) => ({ ...tag, $type: TAG })),
  };
}

/** The catalog again; undefined where the server has no tags service, or has not reported yet. */
export function catalogOf(properties: Properties | undefined): TagCatalog | undefined {
  if (properties === undefined) return undefined;
  // Written by the function above and by nothing else.
  const categories = properties['categories'] as unknown as readonly TagCategory[];
  const tags = properties['tags'] as unknown as readonly Tag[];
  return {
    categories: new Map(categories.map((category) => [category.id, category])),
    tags: new Map(tags.map((tag) => [tag.id, tag])),
  };
}

/** Tags of an object as its property `tags`: sorted, each with the name of its category. */
export function tagsProperty(
  ids: Iterable<string>,
  { tags, categories }: TagCatalog,
): PropertyValue {
  return [...ids]
    .flatMap((id) => {
      const tag = tags.get(id);
      if (tag === undefined) return [];
      const category = categories.get(tag.categoryId)?.name ?? '';
      return [{ $type: TAG, id, category, name: tag.name }];
    })
    .sort((a, b) => a.category.localeCompare(b.category) || a.name.localeCompare(b.name));
}
