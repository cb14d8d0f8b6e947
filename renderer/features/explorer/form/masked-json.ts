import type { ExplorerStructure, ExplorerType, ExplorerValue } from '#shared/model/explorer.ts';
import { isList, isObject } from './json-text.ts';
import type { FormTypes } from './form-node.ts';
import { secretMask } from './read-input.ts';

/** What was built, with a mask in place of every secret that is not empty. */
export function maskSecrets(
  { fields }: Pick<ExplorerStructure, 'fields'>,
  input: { readonly [field: string]: ExplorerValue },
  types: FormTypes,
): { readonly [field: string]: ExplorerValue } {
  const byName = new Map(fields.map(({ name, type }) => [name, type]));
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      const type = byName.get(name);
      return [name, type === undefined ? value : maskValue(type, value, types)];
    }),
  );
}

function maskValue(type: ExplorerType, value: ExplorerValue, types: FormTypes): ExplorerValue {
  switch (type.kind) {
    case 'secret':
      return value === '' ? value : secretMask;
    case 'optional':
      return maskValue(type.element, value, types);
    case 'list':
    case 'set':
      return isList(value) ? value.map((item) => maskValue(type.element, item, types)) : value;
    case 'map':
      if (!isList(value)) return value;
      return value.map((entry) =>
        isObject(entry)
          ? { ...entry, value: maskValue(type.value, entry['value'] ?? null, types) }
          : entry,
      );
    case 'structure': {
      const structure = types.structures[type.id];
      return structure !== undefined && isObject(value)
        ? maskSecrets(structure, value, types)
        : value;
    }
    default:
      return value;
  }
}
