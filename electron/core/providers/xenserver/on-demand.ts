import type { PropertyEntry } from '#shared/model/property-entry.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import { apiModel, type MessageSpec } from './xapi/model/api-model.ts';
import { typeText } from './xapi/model/type-spec.ts';

const known = new Map<string, readonly PropertyEntry[]>();

/** What a class can be asked for beyond its fields: `VM.get_data_sources`, `VM.get_possible_hosts`. */
export function onDemand(ref: Ref): readonly PropertyEntry[] {
  const owner = refType(ref);
  let entries = known.get(owner);
  if (entries === undefined) {
    entries = getters(owner).map(({ name, result }) => ({
      path: name.slice('get_'.length),
      onDemand: true,
      type: typeText(result),
    }));
    known.set(owner, entries);
  }
  return entries;
}

/** Getters that want no more than the object and are no field's. */
function getters(owner: string): readonly MessageSpec[] {
  const model = apiModel();
  const fields = model.fieldsOf(owner);
  return model
    .messageNames(owner)
    .filter((name) => name.startsWith('get_') && !general.has(name) && !name.startsWith('get_by_'))
    .filter((name) => !fields.has(name.slice('get_'.length)))
    .flatMap((name) => model.message(owner, name) ?? [])
    .filter(({ parameters, state, result }) => {
      const [self, ...more] = parameters;
      const wantsSelf = self?.type.kind === 'ref' && self.type.name === owner && more.length === 0;
      return (
        wantsSelf && result.kind !== 'void' && (state === 'published' || state === 'prototyped')
      );
    });
}

const general: ReadonlySet<string> = new Set(['get_record', 'get_all', 'get_all_records']);

/** What the API declares for a field, or for what a getter answers; undefined where it does not know the name. */
export function declaredType(ref: Ref, path: string): string | undefined {
  const model = apiModel();
  const owner = refType(ref);
  const type = model.fieldsOf(owner).get(path)?.type ?? model.message(owner, `get_${path}`)?.result;
  return type === undefined ? undefined : typeText(type);
}
