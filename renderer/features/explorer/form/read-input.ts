import type { ExplorerStructure, ExplorerType, ExplorerValue } from '#shared/model/explorer.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { t } from '../../../i18n/translate.ts';
import type { Problems } from './build-input.ts';
import {
  emptyNode,
  innerNode,
  newId,
  type FormNode,
  type FormTypes,
  type GroupNode,
} from './form-node.ts';
import { isList, isObject, writeJson } from './json-text.ts';
import { isJsonKind, numberText } from './parse-text.ts';
import { fieldPath, itemPath } from './paths.ts';
import { typeName } from './type-name.ts';
import { visibleFields } from './visible-fields.ts';

/** Stands in JSON for a secret that was typed in the form: it is nobody’s business on screen. */
export const secretMask = '••••••••';

export interface ReadInput {
  readonly root: GroupNode;
  readonly problems: Problems;
}

/**
 * What JSON says, as the form holds it. What JSON does not show is kept as it was: fields that are off, other cases of a union, secrets.
 */
export function readInput(
  parameters: ExplorerStructure,
  value: ExplorerValue,
  before: GroupNode,
  types: FormTypes,
): ReadInput {
  const reader = new Reader(types);
  const root = isObject(value) ? reader.group(parameters, value, before, '') : before;
  if (!isObject(value)) reader.problems.set('', t('explorer.problem.object'));
  return { root, problems: reader.problems };
}

class Reader {
  readonly problems = new Map<string, string>();
  readonly #types: FormTypes;

  constructor(types: FormTypes) {
    this.#types = types;
  }

  group(
    structure: ExplorerStructure,
    value: { readonly [field: string]: ExplorerValue },
    before: FormNode | undefined,
    path: string,
  ): GroupNode {
    const old = before?.kind === 'group' ? before.fields : {};
    const fields: Record<string, FormNode> = { ...old };
    for (const { name, type } of structure.fields) {
      const place = fieldPath(path, name);
      const was = Object.hasOwn(old, name) ? old[name] : undefined;
      if (Object.hasOwn(value, name))
        fields[name] = this.#node(type, value[name] ?? null, was, place);
      else if (type.kind === 'optional' && was?.kind === 'option')
        fields[name] = { ...was, set: false };
      else if (was !== undefined && type.kind !== 'optional') fields[name] = emptyNode(type);
    }
    const group: GroupNode = { kind: 'group', fields };
    const shown = new Set(visibleFields(structure, group).map(({ field }) => field.name));
    const known = new Set(structure.fields.map(({ name }) => name));
    for (const name of Object.keys(value)) {
      if (shown.has(name)) continue;
      const place = fieldPath(path, name);
      const problem = known.has(name) ? 'explorer.problem.otherCase' : 'explorer.problem.unknown';
      this.problems.set(place, t(problem, { name }));
    }
    return group;
  }

  #node(
    type: ExplorerType,
    value: ExplorerValue,
    before: FormNode | undefined,
    path: string,
  ): FormNode {
    if (type.kind === 'optional') {
      const was = before?.kind === 'option' ? innerNode(before, type.element) : undefined;
      return value === null
        ? { kind: 'option', set: false, ...onlyDefined({ inner: was }) }
        : { kind: 'option', set: true, inner: this.#node(type.element, value, was, path) };
    }
    const node = hasParts(type)
      ? this.#parts(type, value, before, path)
      : simpleNode(type, value, before);
    return node ?? this.#wrong(type, path);
  }

  /** What consists of others; undefined for a value that does not. */
  #parts(
    type: TypeWithParts,
    value: ExplorerValue,
    before: FormNode | undefined,
    path: string,
  ): FormNode | undefined {
    if (type.kind === 'structure') {
      const structure = this.#types.structures[type.id];
      if (structure === undefined || !isObject(value)) return undefined;
      return this.group(structure, value, before, path);
    }
    if (!isList(value)) return undefined;
    return type.kind === 'map'
      ? this.#map(type, value, before, path)
      : this.#list(type.element, value, before, path);
  }

  #list(
    element: ExplorerType,
    values: readonly ExplorerValue[],
    before: FormNode | undefined,
    path: string,
  ): FormNode {
    const old = before?.kind === 'list' ? before.items : [];
    const items = values.map((value, index) => ({
      id: old[index]?.id ?? newId(),
      node: this.#node(element, value, old[index]?.node, itemPath(path, index)),
    }));
    return { kind: 'list', items };
  }

  #map(
    type: Extract<ExplorerType, { readonly kind: 'map' }>,
    values: readonly ExplorerValue[],
    before: FormNode | undefined,
    path: string,
  ): FormNode {
    const old = before?.kind === 'map' ? before.entries : [];
    const entries = values.flatMap((entry, index) => {
      const place = itemPath(path, index);
      if (!isObject(entry) || entry['key'] === undefined || entry['value'] === undefined) {
        this.problems.set(place, t('explorer.problem.entry'));
        return [];
      }
      const was = old[index];
      const key = this.#node(type.key, entry['key'], was?.key, fieldPath(place, 'key'));
      const value = this.#node(type.value, entry['value'], was?.value, fieldPath(place, 'value'));
      return [{ id: was?.id ?? newId(), key, value }];
    });
    return { kind: 'map', entries };
  }

  #wrong(type: ExplorerType, path: string): FormNode {
    this.problems.set(path, t('explorer.problem.type', { type: typeName(type) }));
    return emptyNode(type);
  }
}

type TypeWithParts =
  | Extract<ExplorerType, { readonly kind: 'map' | 'structure' }>
  | { readonly kind: 'list' | 'set'; readonly element: ExplorerType };

function hasParts(type: ExplorerType): type is TypeWithParts {
  return ['list', 'set', 'map', 'structure'].includes(type.kind);
}

/** A value without parts; undefined if it is of another kind. */
function simpleNode(
  type: ExplorerType,
  value: ExplorerValue,
  before: FormNode | undefined,
): FormNode | undefined {
  if (type.kind === 'boolean')
    return typeof value === 'boolean' ? { kind: 'flag', on: value } : undefined;
  const kept = type.kind === 'secret' && value === secretMask && before?.kind === 'text';
  const text = kept ? before.text : textOf(type, value);
  return text === undefined ? undefined : { kind: 'text', text };
}

/** A value as it would be typed; undefined if it is of another kind. */
function textOf(type: ExplorerType, value: ExplorerValue): string | undefined {
  if (isJsonKind(type.kind)) return writeJson(value);
  switch (type.kind) {
    case 'long':
    case 'double':
      return typeof value === 'number' || typeof value === 'bigint' ? numberText(value) : undefined;
    case 'binary':
      return textOrNone(isObject(value) ? value['base64'] : value);
    case 'void':
      return value === null ? '' : undefined;
    default:
      return textOrNone(value);
  }
}

function textOrNone(value: ExplorerValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
