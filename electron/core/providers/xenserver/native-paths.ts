import type { NativePath } from '../provider.ts';
import { apiModel } from './xapi/model/api-model.ts';
import type { TypeSpec } from './xapi/model/type-spec.ts';
import { makeRef } from '#shared/model/reference.ts';
import { followedClasses } from './classes.ts';
import { onDemand } from './on-demand.ts';

/** Classes whose objects may have a value at a path: a field, a key of a map (`other_config.folder`), what a getter answers. */
export function nativePaths(path: readonly string[]): ReadonlyMap<string, NativePath> {
  const [first = '', ...rest] = path;
  const name = first.replace(/\[.*$/, '');
  const model = apiModel();
  const found = new Map<string, NativePath>();
  for (const owner of followedClasses(model)) {
    const field = model.fieldsOf(owner).get(name);
    if (field !== undefined) {
      if (leads(field.type, rest.length)) found.set(owner, {});
    } else if (onDemand(makeRef(owner, '')).some((entry) => entry.path === name))
      found.set(owner, { read: name });
  }
  return found;
}

/** Whether so many further steps lead into a value: a map has keys, a reference and a text have nothing below them. */
function leads(type: TypeSpec, steps: number): boolean {
  if (steps === 0) return true;
  switch (type.kind) {
    case 'map':
      return leads(type.value, steps - 1);
    case 'set':
    case 'option':
      return leads(type.of, steps);
    case 'record':
    case 'batch':
      return true;
    default:
      return false;
  }
}
