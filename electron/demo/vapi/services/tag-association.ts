import type { Managed } from '../../estate/entity.ts';
import { on } from '../server/call.ts';
import type { Call, Service } from '../server/call.ts';
import type { Tag } from '../tagging/tag-store.ts';
import { invalidArgument, message, VapiError } from '../wire/error.ts';
import type { Message } from '../wire/error.ts';
import { findTag, requireTagging, tagStore } from './tagging.ts';

/** `com.vmware.cis.tagging.tag_association` and `com.vmware.vcenter.tagging.associations`. */

/** `com.vmware.vapi.std.dynamic_ID`. */
interface ObjectId {
  readonly type: string;
  readonly id: string;
}

function lookUp({ world }: Call, { type, id }: ObjectId): Managed | undefined {
  const object = world.vim.estate.get(id) ?? world.content().find(id);
  return object?.type === type ? object : undefined;
}

/** @throws VapiError not_found */
function findObject(call: Call, objectId: ObjectId): Managed {
  const object = lookUp(call, objectId);
  if (object === undefined) {
    const { type, id } = objectId;
    const text = `The object ${type}:${id} was not found.`;
    throw new VapiError('not_found', [
      message('cis.tagging.objectNotFound.error', text, [`${type}:${id}`]),
    ]);
  }
  return object;
}

/** Whether a tag may be on objects of a type. */
function isAssociable({ category }: Tag, type: string): boolean {
  return category.associableTypes.length === 0 || category.associableTypes.includes(type);
}

function hasOther(call: Call, tag: Tag, object: Managed): boolean {
  return [...tagStore(call).attachedTo(object)].some(
    (other) => other !== tag && other.category === tag.category,
  );
}

/** @throws VapiError invalid_argument when the category does not allow it */
function attachOne(call: Call, tag: Tag, object: Managed): void {
  const { category } = tag;
  if (!isAssociable(tag, object.type)) {
    throw invalidArgument(
      'cis.tagging.objectTypeNotAssociable.error',
      `Tags of the category '${category.name}' cannot be attached to objects of type ${object.type}.`,
      [category.name, object.type],
    );
  }
  if (category.cardinality === 'SINGLE' && hasOther(call, tag, object)) {
    throw invalidArgument(
      'cis.tagging.cardinalityViolation.error',
      `The object ${object.type}:${object.id} has a tag of the category '${category.name}' already, and may have one only.`,
      [`${object.type}:${object.id}`, category.name],
    );
  }
  tagStore(call).attach(tag, object);
}

/** Does what can be done, and tells what could not. */
function batch(steps: Iterable<() => void>): { success: boolean; error_messages: Message[] } {
  const errors: Message[] = [];
  for (const step of steps) {
    try {
      step();
    } catch (error) {
      if (!(error instanceof VapiError)) {
        throw error;
      }
      errors.push(...error.messages);
    }
  }
  return { success: errors.length === 0, error_messages: errors };
}

const idOf = ({ type, id }: Managed): ObjectId => ({ type, id });

interface OneToOne {
  readonly tag_id: string;
  readonly object_id: ObjectId;
}

interface TagsOnObject {
  readonly object_id: ObjectId;
  readonly tag_ids: readonly string[];
}

interface TagOnObjects {
  readonly tag_id: string;
  readonly object_ids: readonly ObjectId[];
}

type Change = (call: Call, tag: Tag, object: Managed) => void;

const detachOne: Change = (call, tag, object) => tagStore(call).detach(tag, object);

function changeOne(change: Change) {
  return ({ tag_id: tag, object_id: object }: OneToOne, call: Call): void => {
    requireTagging(call, 'AttachTag');
    change(call, findTag(call, tag), findObject(call, object));
  };
}

function changeTags(change: Change) {
  return ({ object_id: object, tag_ids: tags }: TagsOnObject, call: Call): object => {
    requireTagging(call, 'AttachTag');
    return batch(
      tags.map((tag) => () => change(call, findTag(call, tag), findObject(call, object))),
    );
  };
}

function changeObjects(change: Change) {
  return ({ tag_id: id, object_ids: objects }: TagOnObjects, call: Call): object => {
    requireTagging(call, 'AttachTag');
    const tag = findTag(call, id);
    return batch(objects.map((object) => () => change(call, tag, findObject(call, object))));
  };
}

function tagsOf(call: Call, objectId: ObjectId): string[] {
  const object = lookUp(call, objectId);
  return object === undefined ? [] : [...tagStore(call).attachedTo(object)].map(({ id }) => id);
}

function attachable(call: Call, objectId: ObjectId): string[] {
  const object = findObject(call, objectId);
  return [...tagStore(call).tags.values()]
    .filter((tag) => isAssociable(tag, object.type) && !tag.objects.has(object))
    .filter((tag) => tag.category.cardinality === 'MULTIPLE' || !hasOther(call, tag, object))
    .map(({ id }) => id);
}

export const tagAssociation: Service = {
  attach: on(changeOne(attachOne)),
  detach: on(changeOne(detachOne)),
  attach_multiple_tags_to_object: on(changeTags(attachOne)),
  detach_multiple_tags_from_object: on(changeTags(detachOne)),
  attach_tag_to_multiple_objects: on(changeObjects(attachOne)),
  detach_tag_from_multiple_objects: on(changeObjects(detachOne)),
  list_attached_tags: on(({ object_id: id }: { object_id: ObjectId }, call) => tagsOf(call, id)),
  list_attached_objects: on(({ tag_id: id }: { tag_id: string }, call) =>
    [...findTag(call, id).objects].map(idOf),
  ),
  list_attachable_tags: on(({ object_id: id }: { object_id: ObjectId }, call) =>
    attachable(call, id),
  ),
  list_attached_tags_on_objects: on(({ object_ids: ids }: { object_ids: ObjectId[] }, call) =>
    ids
      .map((object) => ({ object_id: object, tag_ids: tagsOf(call, object) }))
      .filter(({ tag_ids: tags }) => tags.length > 0),
  ),
  list_attached_objects_on_tags: on(({ tag_ids: ids }: { tag_ids: string[] }, call) =>
    ids
      .flatMap((id) => tagStore(call).tags.get(id) ?? [])
      .map(({ id, objects }) => ({ tag_id: id, object_ids: [...objects].map(idOf) })),
  ),
};

/** Associations in one answer. */
const pageSize = 1000;

/** `tag:offset`: where the next page begins. */
function readMarker(marker: string): readonly [tag: number, offset: number] {
  const [, tag, offset] = /^(\d+):(\d+)$/.exec(marker) ?? [];
  if (tag === undefined || offset === undefined) {
    throw invalidArgument('com.vmware.vcenter.tagging.invalid_marker', 'The marker is not valid.');
  }
  return [Number(tag), Number(offset)];
}

function page(call: Call, marker: string | undefined): object {
  const tags = [...tagStore(call).tags.values()];
  const [first, start] = marker === undefined ? [0, 0] : readMarker(marker);
  const associations: object[] = [];
  let skip = start;
  for (let n = first; n < tags.length; n += 1) {
    const objects = [...(tags[n]?.objects ?? [])];
    const room = pageSize - associations.length;
    const some = objects.slice(skip, skip + room);
    associations.push(...some.map((object) => ({ tag: tags[n]?.id, object: idOf(object) })));
    if (skip + some.length < objects.length) {
      return { associations, marker: `${n}:${skip + some.length}`, status: 'READY' };
    }
    skip = 0;
  }
  return { associations, status: 'END_OF_DATA' };
}

export const associations: Service = {
  list: on(({ iterate }: { iterate?: { marker?: string } }, call) => page(call, iterate?.marker)),
};
