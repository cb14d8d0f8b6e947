import { on } from '../server/call.ts';
import type { Call, Service } from '../server/call.ts';
import type { Category, Tag, TagStore } from '../tagging/tag-store.ts';
import { invalidArgument, message, VapiError } from '../wire/error.ts';
import { requireEnum } from './filter.ts';
import { requirePrivilege } from './vim25.ts';

/** `com.vmware.cis.tagging.category` and `.tag`. */

export function tagStore({ world }: Call): TagStore {
  return world.tags();
}

function notFound(kind: string, id: string): VapiError {
  return new VapiError('not_found', [
    message('cis.tagging.objectNotFound.error', `${kind} '${id}' was not found.`, [id]),
  ]);
}

/** @throws VapiError not_found */
function findCategory(call: Call, id: string): Category {
  const category = tagStore(call).categories.get(id);
  if (category === undefined) {
    throw notFound('Category', id);
  }
  return category;
}

/** @throws VapiError not_found */
export function findTag(call: Call, id: string): Tag {
  const tag = tagStore(call).tags.get(id);
  if (tag === undefined) {
    throw notFound('Tag', id);
  }
  return tag;
}

/** Rights on tags are given at the root. */
export function requireTagging(call: Call, action: string): void {
  requirePrivilege(call, call.world.vim.estate.rootFolder, `InventoryService.Tagging.${action}`);
}

/** @throws VapiError already_exists, invalid_argument */
function checkName(name: string, others: Iterable<{ readonly name: string }>): void {
  if (name.trim() === '') {
    throw invalidArgument('cis.tagging.emptyName.error', 'A name must not be empty.');
  }
  for (const other of others) {
    if (other.name === name) {
      throw new VapiError('already_exists', [
        message('cis.tagging.duplicateName.error', `The name '${name}' is in use.`, [name]),
      ]);
    }
  }
}

/** An id that the caller wants, in the form that ids have. */
function ownId(wanted: string | undefined, kind: 'Category' | 'Tag', store: TagStore): string {
  if (wanted === undefined || wanted === '') {
    return store.newId(kind);
  }
  if (!new RegExp(`^urn:vmomi:InventoryService${kind}:[\\w-]+:GLOBAL$`).test(wanted)) {
    throw invalidArgument('cis.tagging.invalidId.error', `'${wanted}' is no identifier.`, [wanted]);
  }
  return wanted;
}

const cardinalityType = 'com.vmware.cis.tagging.category_model.cardinality';

interface CategorySpec {
  readonly category_id?: string;
  readonly name: string;
  readonly description: string;
  readonly cardinality: Category['cardinality'];
  readonly associable_types: readonly string[];
}

function createCategory({ create_spec: spec }: { create_spec: CategorySpec }, call: Call): string {
  requireTagging(call, 'CreateCategory');
  requireEnum(cardinalityType, spec.cardinality);
  const store = tagStore(call);
  checkName(spec.name, store.categories.values());
  return store.addCategory({
    id: ownId(spec.category_id, 'Category', store),
    name: spec.name,
    description: spec.description,
    cardinality: spec.cardinality,
    associableTypes: spec.associable_types,
  }).id;
}

interface CategoryUpdate {
  readonly category_id: string;
  readonly update_spec: Partial<CategorySpec>;
}

/** A category may grow, but not become narrower than its tags are used. */
function updateCategory({ category_id: id, update_spec: spec }: CategoryUpdate, call: Call): void {
  requireTagging(call, 'EditCategory');
  const category = findCategory(call, id);
  const others = [...tagStore(call).categories.values()].filter((other) => other !== category);
  checkName(spec.name ?? category.name, others);
  requireEnum(cardinalityType, spec.cardinality ?? []);
  if (spec.cardinality === 'SINGLE' && category.cardinality === 'MULTIPLE') {
    throw invalidArgument(
      'cis.tagging.narrowing.error',
      'The cardinality of a category cannot change from MULTIPLE to SINGLE.',
    );
  }
  const kept = spec.associable_types ?? category.associableTypes;
  const isNarrower =
    kept.length > 0 && category.associableTypes.some((type) => !kept.includes(type));
  if (isNarrower || (category.associableTypes.length === 0 && kept.length > 0)) {
    throw invalidArgument(
      'cis.tagging.narrowing.error',
      'Associable types can be added to a category, but not removed.',
    );
  }
  category.name = spec.name ?? category.name;
  category.description = spec.description ?? category.description;
  category.cardinality = spec.cardinality ?? category.cardinality;
  category.associableTypes = kept;
}

interface ByCategory {
  readonly category_id: string;
}

interface Use {
  readonly used_by_entity: string;
}

export const category: Service = {
  list: (call) => tagStore(call).categories.keys(),
  list_used_categories: on(({ used_by_entity: user }: Use, call) =>
    [...tagStore(call).categories.values()]
      .filter(({ usedBy }) => usedBy.has(user))
      .map(({ id }) => id),
  ),
  get: on(({ category_id: id }: ByCategory, call) => {
    const { name, description, cardinality, associableTypes, usedBy } = findCategory(call, id);
    return {
      id,
      name,
      description,
      cardinality,
      associable_types: associableTypes,
      used_by: usedBy,
    };
  }),
  create: on(createCategory),
  update: on(updateCategory),
  delete: on(({ category_id: id }: ByCategory, call) => {
    requireTagging(call, 'DeleteCategory');
    tagStore(call).removeCategory(findCategory(call, id));
  }),
  add_to_used_by: on(({ category_id: id, used_by_entity: user }: ByCategory & Use, call) => {
    requireTagging(call, 'ModifyUsedByForCategory');
    findCategory(call, id).usedBy.add(user);
  }),
  remove_from_used_by: on(({ category_id: id, used_by_entity: user }: ByCategory & Use, call) => {
    requireTagging(call, 'ModifyUsedByForCategory');
    findCategory(call, id).usedBy.delete(user);
  }),
};

interface TagSpec {
  readonly tag_id?: string;
  readonly category_id: string;
  readonly name: string;
  readonly description: string;
}

function createTag({ create_spec: spec }: { create_spec: TagSpec }, call: Call): string {
  requireTagging(call, 'CreateTag');
  const store = tagStore(call);
  const parent = findCategory(call, spec.category_id);
  checkName(spec.name, store.tagsOf(parent));
  return store.addTag({
    id: ownId(spec.tag_id, 'Tag', store),
    category: parent,
    name: spec.name,
    description: spec.description,
  }).id;
}

interface TagUpdate {
  readonly tag_id: string;
  readonly update_spec: Partial<TagSpec>;
}

function updateTag({ tag_id: id, update_spec: spec }: TagUpdate, call: Call): void {
  requireTagging(call, 'EditTag');
  const found = findTag(call, id);
  const siblings = tagStore(call).tagsOf(found.category);
  checkName(
    spec.name ?? found.name,
    siblings.filter((other) => other !== found),
  );
  found.name = spec.name ?? found.name;
  found.description = spec.description ?? found.description;
}

interface ByTag {
  readonly tag_id: string;
}

export const tag: Service = {
  list: (call) => tagStore(call).tags.keys(),
  list_tags_for_category: on(({ category_id: id }: ByCategory, call) =>
    tagStore(call)
      .tagsOf(findCategory(call, id))
      .map((found) => found.id),
  ),
  list_used_tags: on(({ used_by_entity: user }: Use, call) =>
    [...tagStore(call).tags.values()].filter(({ usedBy }) => usedBy.has(user)).map(({ id }) => id),
  ),
  get: on(({ tag_id: id }: ByTag, call) => {
    const { name, description, usedBy, ...found } = findTag(call, id);
    return { id, category_id: found.category.id, name, description, used_by: usedBy };
  }),
  create: on(createTag),
  update: on(updateTag),
  delete: on(({ tag_id: id }: ByTag, call) => {
    requireTagging(call, 'DeleteTag');
    tagStore(call).removeTag(findTag(call, id));
  }),
  add_to_used_by: on(({ tag_id: id, used_by_entity: user }: ByTag & Use, call) => {
    requireTagging(call, 'ModifyUsedByForTag');
    findTag(call, id).usedBy.add(user);
  }),
  remove_from_used_by: on(({ tag_id: id, used_by_entity: user }: ByTag & Use, call) => {
    requireTagging(call, 'ModifyUsedByForTag');
    findTag(call, id).usedBy.delete(user);
  }),
};
