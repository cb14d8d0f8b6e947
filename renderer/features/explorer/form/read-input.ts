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
    switch (type.kind) {
      case 'optional': {
        const was = before?.kind === 'option' ? innerNode(before, type.element) : undefined;
        return value === null
          ? { kind: 'option', set: false, ...onlyDefined({ inner: was }) }
          : { kind: 'option', set: true, inner: this.#node(type.element, value, was, path) };
      }
      case 'boolean':
        return typeof value === 'boolean' ? { kind: 'flag', on: value } : this.#wrong(type, path);
      case 'list':
      case 'set':
        return isList(value)
          ? this.#list(type.element, value, before, path)
          : this.#wrong(type, path);
      case 'map':
        return isList(value) ? this.#map(type, value, before, path) : this.#wrong(type, path);
      case 'structure': {
        const structure = this.#types.structures[type.id];
        return structure !== undefined && isObject(value)
          ? this.group(structure, value, before, path)
          : this.#wrong(type, path);
      }
      default: {
        const text = textOf(type, value, before);
        return text === undefined ? this.#wrong(type, path) : { kind: 'text', text };
      }
    }
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

/** A value without parts as it would be typed; undefined if it is of another kind. */
function textOf(
  type: ExplorerType,
  value: ExplorerValue,
  before: FormNode | undefined,
): string | undefined {
  if (isJsonKind(type.kind)) return writeJson(value);
  switch (type.kind) {
    case 'long':
    case 'double':
      return typeof value === 'number' || typeof value === 'bigint' ? numberText(value) : undefined;
    case 'binary': {
      const base64 = isObject(value) ? value['base64'] : value;
      return typeof base64 === 'string' ? base64 : undefined;
    }
    case 'secret':
      if (value === secretMask && before?.kind === 'text') return before.text;
      return typeof value === 'string' ? value : undefined;
    case 'void':
      return value === null ? '' : undefined;
    default:
      return typeof value === 'string' ? value : undefined;
  }
}
