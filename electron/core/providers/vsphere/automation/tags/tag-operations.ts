import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { MorefException } from '#shared/model/error.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { LookupOption } from '#shared/model/choice.ts';
import type { InputValues, OperationInput } from '#shared/model/operation.ts';
import { isDataObject } from '#shared/model/property-value.ts';
import { refType } from '#shared/model/reference.ts';
import { list } from '../../map/read.ts';
import { govc, powercli, powershellString } from '../../operations/commands/quote.ts';
import { powercliObject } from '../../operations/commands/names.ts';
import type { Subject } from '../../operations/definition.ts';
import { type AutomationOperation, textOf } from '../operations/definition.ts';
import { attachOrDetach } from './attach.ts';
import { createTag } from './create-tag.ts';
import { dynamicId } from './dynamic-id.ts';
import { taggable } from './taggable.ts';
import { catalogOf, catalogRef, type Tag, type TagCatalog } from './tag-catalog.ts';

const tagInput = (help: Text): OperationInput => ({
  name: 'tag',
  label: say('input.tag'),
  type: 'lookup',
  required: true,
  help,
});

/** Tags: given, taken away, made. One call serves any number of objects. */
export const tagOperations: readonly AutomationOperation[] = [
  {
    id: 'tags.add',
    label: say('operation.tags.add.label'),
    group: 'organise',
    icon: 'tag',
    batch: true,
    types: taggable,
    privileges: ['InventoryService.Tagging.AttachTag'],
    exists: hasTags,
    inputs: () => [tagInput(say('input.tag.addHelp'))],
    choices: { tag: (subject) => choices(subject, (tag) => why(subject, tag)) },
    steps: (subject, given) => {
      const tag = chosenTag(subject, given);
      return tagIds(subject).has(tag.id)
        ? []
        : [say('step.tags.add', { name: subject.name, tag: fullName(tag, catalog(subject)) })];
    },
    calls: (subjects, given) => [attachment('attach_tag_to_multiple_objects', subjects, given)],
    commands: (subject, given) => [
      govc('tags.attach', '-c', ...names(subject, given), subject.ref),
      powercli(
        `New-TagAssignment -Tag (${powercliTag(subject, given)}) -Entity ${powercliObject(subject.ref)}`,
      ),
    ],
    run: (batch) => attachOrDetach(batch, 'attach', textOf(batch.given, 'tag')),
  },
  {
    id: 'tags.remove',
    label: say('operation.tags.remove.label'),
    group: 'organise',
    batch: true,
    types: taggable,
    privileges: ['InventoryService.Tagging.AttachTag'],
    exists: hasTags,
    inputs: () => [tagInput(say('input.tag.removeHelp'))],
    choices: { tag: (subject) => choices(subject, () => undefined, tagIds(subject)) },
    steps: (subject, given) => {
      const tag = chosenTag(subject, given);
      return tagIds(subject).has(tag.id)
        ? [say('step.tags.remove', { tag: fullName(tag, catalog(subject)), name: subject.name })]
        : [];
    },
    calls: (subjects, given) => [attachment('detach_tag_from_multiple_objects', subjects, given)],
    commands: (subject, given) => [
      govc('tags.detach', '-c', ...names(subject, given), subject.ref),
      powercli(
        `Get-TagAssignment -Entity ${powercliObject(subject.ref)} | Where-Object { $_.Tag.Id -eq ${powershellString(textOf(given, 'tag'))} } | Remove-TagAssignment -Confirm:$false`,
      ),
    ],
    run: (batch) => attachOrDetach(batch, 'detach', textOf(batch.given, 'tag')),
  },
  createTag,
];

function hasTags({ lookup }: Subject): boolean {
  return lookup.get(catalogRef) !== undefined;
}

/** @throws MorefException `missing` where the server has not reported its tags */
function catalog({ lookup }: Subject): TagCatalog {
  const found = catalogOf(lookup.get(catalogRef));
  if (found !== undefined) return found;
  const message = say('error.tagsUnknown');
  throw new MorefException({ kind: 'missing', message });
}

function tagIds({ object }: Subject): ReadonlySet<string> {
  return new Set(
    list(object, 'tags').flatMap((tag) =>
      isDataObject(tag) && typeof tag['id'] === 'string' ? [tag['id']] : [],
    ),
  );
}

/** @throws MorefException `missing` */
function chosenTag(subject: Subject, given: InputValues): Tag {
  const tag = catalog(subject).tags.get(textOf(given, 'tag'));
  if (tag !== undefined) return tag;
  const message = say('error.tagGone');
  throw new MorefException({ kind: 'missing', message, ref: subject.ref });
}

/** Why a tag cannot be given to the object. */
function why(subject: Subject, tag: Tag): Text | undefined {
  const { categories, tags } = catalog(subject);
  const category = categories.get(tag.categoryId);
  const type = refType(subject.ref);
  if (tagIds(subject).has(tag.id)) return say('choice.tagHas');
  if (category === undefined) return undefined;
  if (category.types.length > 0 && !category.types.some((one) => one === type))
    return say('choice.tagOtherType', { category: category.name });
  const other = [...tagIds(subject)].map((id) => tags.get(id));
  return category.single && other.some((one) => one?.categoryId === category.id)
    ? say('choice.tagSingle', { category: category.name })
    : undefined;
}

function choices(
  subject: Subject,
  refused: (tag: Tag) => Text | undefined,
  first: ReadonlySet<string> = new Set(),
): readonly LookupOption[] {
  const all = catalog(subject);
  const options = [...all.tags.values()].map((tag) => {
    const reason = refused(tag);
    return {
      value: tag.id,
      label: fullName(tag, all),
      ...(tag.description !== '' && { detail: tag.description }),
      ...onlyDefined({ refused: reason }),
    };
  });
  const rank = ({ value }: { readonly value: string }): number => (first.has(value) ? 0 : 1);
  options.sort((a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label));
  return options;
}

/** `environment / production` */
function fullName(tag: Tag, { categories }: TagCatalog): string {
  const category = categories.get(tag.categoryId)?.name;
  return category === undefined ? tag.name : `${category} / ${tag.name}`;
}

function names(subject: Subject, given: InputValues): readonly [string, string] {
  const tag = chosenTag(subject, given);
  return [catalog(subject).categories.get(tag.categoryId)?.name ?? '', tag.name];
}

function powercliTag(subject: Subject, given: InputValues): string {
  const [category, name] = names(subject, given);
  return `Get-Tag -Category ${powershellString(category)} -Name ${powershellString(name)}`;
}

function attachment(operation: string, subjects: readonly Subject[], given: InputValues) {
  const object_ids = subjects.map(({ ref }) => dynamicId(ref));
  const service = 'com.vmware.cis.tagging.tag_association';
  return { service, operation, input: { tag_id: textOf(given, 'tag'), object_ids } };
}
