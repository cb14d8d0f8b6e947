import { text } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { InputValues, OperationId } from '#shared/model/operation.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import type { RunEach, RunPreview, RunPreviewItem } from '#shared/model/run.ts';
import { inSlices } from '../in-slices.ts';
import type { PlannedObject } from '../tasks/run-state.ts';
import type { ApiDeps } from './deps.ts';
import { judge, nameOf } from './offers-of.ts';

type Deps = Pick<ApiDeps, 'connections' | 'profiles' | 'breathe'>;

interface Wanted {
  readonly objects: readonly ObjectAddress[];
  readonly operation: OperationId;
  readonly inputs: InputValues;
  readonly each: RunEach;
}

/** What would come of each time that something is done to an object. Nothing is sent. @throws MorefException `invalid` */
export async function previewEach(
  deps: Deps,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<RunPreview> {
  const object = onlyOne(deps, wanted);
  const taken = await namesTaken(deps, object, new Set(wanted.each.values), signal);
  const items = wanted.each.values.map((value): RunPreviewItem => {
    const inputs = { ...wanted.inputs, [wanted.each.input]: value };
    const judged = judge(deps, object, wanted.operation, inputs);
    return {
      ...object,
      name: value,
      outcome: judged.outcome,
      ...(judged.outcome !== 'run' && { reason: judged.reason }),
      ...(taken.has(value) && { warning: text('run.nameTaken', { name: value }) }),
    };
  });
  return { items, byKind: [] };
}

/** The object once for each value. @throws MorefException `invalid` where it is not one object, or the operation does not ask for such a value */
export function eachTime(deps: Deps, wanted: Wanted): readonly PlannedObject[] {
  const object = onlyOne(deps, wanted);
  const { input, values } = wanted.each;
  const name = nameOf(deps, object);
  return values.map((value) => ({
    ...object,
    name: value,
    own: { inputs: { [input]: value }, object: name },
  }));
}

function onlyOne(deps: Deps, { objects, operation, inputs, each }: Wanted): ObjectAddress {
  const [object, ...others] = objects;
  if (object !== undefined && others.length === 0) {
    const first = { ...inputs, [each.input]: each.values[0] ?? '' };
    const { offer } = judge(deps, object, operation, first);
    const asked = offer?.inputs?.find(({ name }) => name === each.input);
    // What is refused asks for nothing, and says why each time.
    if (offer?.refused !== undefined) return object;
    if (asked?.type === 'text' && asked.pattern === true) return object;
  }
  const message = text('run.notEach', { operation, input: each.input });
  throw new MorefException({ kind: 'invalid', message });
}

/** Which of some names machines of the same server have already. */
async function namesTaken(
  { connections, breathe }: Deps,
  { connection }: ObjectAddress,
  wanted: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const taken = new Set<string>();
  const rows = [...connections.inventory(connection).rows()];
  await inSlices(rows, { breathe, signal }, ({ kind, name }) => {
    if ((kind === 'vm' || kind === 'template') && wanted.has(name)) taken.add(name);
  });
  return taken;
}
