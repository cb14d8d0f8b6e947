import type {
  ExplorerInput,
  ExplorerStructure,
  ExplorerType,
  ExplorerValue,
} from '#shared/model/explorer.ts';
import { t } from '../../../i18n/translate.ts';
import {
  fieldNode,
  innerNode,
  type FormNode,
  type FormTypes,
  type GroupNode,
  type MapNode,
} from './form-node.ts';
import { isObject, readJson, writeJson } from './json-text.ts';
import { isBase64, isDateTime, parseDouble, parseLong } from './parse-text.ts';
import { fieldPath, itemPath } from './paths.ts';
import { visibleFields } from './visible-fields.ts';

/** What is wrong, by the path of the field. */
export type Problems = ReadonlyMap<string, string>;

export interface BuiltInput {
  readonly input: ExplorerInput;
  readonly problems: Problems;
}

/** A structure that holds itself without an end is refused at this depth. */
const deepest = 60;

/** What the form says, as the call takes it. Where there are problems, the input has gaps. */
export function buildInput(
  parameters: ExplorerStructure,
  root: GroupNode,
  types: FormTypes,
): BuiltInput {
  const builder = new Builder(types);
  const input = builder.group(parameters, root, '', 0);
  return { input, problems: builder.problems };
}

interface TextParser {
  /** Undefined for a text that is none of the kind. */
  readonly read: (text: string) => ExplorerValue | undefined;
  readonly problem: `explorer.problem.${'long' | 'double' | 'datetime' | 'base64' | 'missing'}`;
}

const nonEmpty: TextParser = {
  read: (text) => text.trim() || undefined,
  problem: 'explorer.problem.missing',
};

/** Kinds of text that are not taken as they were typed. */
const parsers: { readonly [K in ExplorerType['kind']]?: TextParser } = {
  long: { read: parseLong, problem: 'explorer.problem.long' },
  double: { read: parseDouble, problem: 'explorer.problem.double' },
  datetime: {
    read: (text) => (isDateTime(text.trim()) ? text.trim() : undefined),
    problem: 'explorer.problem.datetime',
  },
  binary: {
    read: (text) =>
      isBase64(text.trim()) ? { $type: 'base64Binary', base64: text.trim() } : undefined,
    problem: 'explorer.problem.base64',
  },
  enum: nonEmpty,
  id: nonEmpty,
  uri: nonEmpty,
};

class Builder {
  readonly problems = new Map<string, string>();
  readonly #types: FormTypes;

  constructor(types: FormTypes) {
    this.#types = types;
  }

  group(
    structure: ExplorerStructure,
    node: GroupNode,
    path: string,
    depth: number,
  ): { readonly [field: string]: ExplorerValue } {
    return Object.fromEntries(
      visibleFields(structure, node).flatMap(({ field, forced }) => {
        const given = fieldNode(node, field);
        const place = fieldPath(path, field.name);
        const value =
          forced && given.kind === 'option' && field.type.kind === 'optional'
            ? this.#value(field.type.element, innerNode(given, field.type.element), place, depth)
            : this.#value(field.type, given, place, depth);
        return value === undefined ? [] : [[field.name, value] as const];
      }),
    );
  }

  #value(
    type: ExplorerType,
    node: FormNode,
    path: string,
    depth: number,
  ): ExplorerValue | undefined {
    if (depth > deepest) return this.#wrong(path, t('explorer.problem.deep'));
    switch (node.kind) {
      case 'flag':
        return node.on;
      case 'option':
        if (!node.set || type.kind !== 'optional') return undefined;
        return this.#value(type.element, innerNode(node, type.element), path, depth);
      case 'list':
        if (type.kind !== 'list' && type.kind !== 'set') return undefined;
        return node.items.flatMap((item, index) => {
          const value = this.#value(type.element, item.node, itemPath(path, index), depth + 1);
          return value === undefined ? [] : [value];
        });
      case 'map':
        return type.kind === 'map' ? this.#map(type, node, path, depth + 1) : undefined;
      case 'group': {
        const structure = type.kind === 'structure' ? this.#types.structures[type.id] : undefined;
        return structure === undefined ? undefined : this.group(structure, node, path, depth + 1);
      }
      case 'text':
        return this.#text(type, node.text, path);
    }
  }

  #map(
    type: Extract<ExplorerType, { readonly kind: 'map' }>,
    node: MapNode,
    path: string,
    depth: number,
  ): ExplorerValue {
    const seen = new Set<string>();
    return node.entries.flatMap((entry, index) => {
      const place = itemPath(path, index);
      const key = this.#value(type.key, entry.key, fieldPath(place, 'key'), depth);
      const value = this.#value(type.value, entry.value, fieldPath(place, 'value'), depth);
      if (key === undefined || value === undefined) return [];
      const name = writeJson(key);
      if (seen.has(name)) this.#wrong(fieldPath(place, 'key'), t('explorer.problem.twice'));
      seen.add(name);
      return [{ key, value }];
    });
  }

  #text(type: ExplorerType, text: string, path: string): ExplorerValue | undefined {
    switch (type.kind) {
      case 'opaque':
      case 'dynamic-structure':
      case 'any-error':
        return this.#json(type.kind, text, path);
      case 'void':
        return null;
      default: {
        const parse = parsers[type.kind];
        if (parse === undefined) return text;
        return parse.read(text) ?? this.#wrong(path, t(parse.problem));
      }
    }
  }

  #json(kind: string, text: string, path: string): ExplorerValue | undefined {
    let value: ExplorerValue;
    try {
      value = readJson(text);
    } catch (error) {
      return this.#wrong(path, t('explorer.problem.json', { reason: (error as Error).message }));
    }
    const typed = isObject(value) && typeof value['$type'] === 'string';
    return kind === 'opaque' || typed ? value : this.#wrong(path, t('explorer.problem.untyped'));
  }

  #wrong(path: string, problem: string): undefined {
    this.problems.set(path, problem);
    return undefined;
  }
}
