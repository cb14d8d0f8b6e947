import type { Text } from '#shared/i18n/text.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { Kind } from '#shared/model/kind.ts';
import type { InputValues, OperationId, OperationOffer } from '#shared/model/operation.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import type { RunPreview, RunPreviewItem } from '#shared/model/run.ts';
import type { ApiDeps } from './deps.ts';
import { inSlices } from '../in-slices.ts';
import { judge, nameOf } from './offers-of.ts';

type Deps = Pick<ApiDeps, 'connections' | 'profiles' | 'breathe'>;

interface Wanted {
  /** Each once. */
  readonly objects: readonly ObjectAddress[];
  readonly operation: OperationId;
  readonly inputs: InputValues;
}

/** What a run would do to each object. Nothing is sent. */
export async function previewRun(
  deps: Deps,
  { objects, operation, inputs }: Wanted,
  signal: AbortSignal,
): Promise<RunPreview> {
  const items: RunPreviewItem[] = [];
  const byKind = new Map<Kind, number>();
  let guarded = false;
  await inSlices(objects, { breathe: () => deps.breathe(), signal }, (object) => {
    const kind = kindOf(deps, object);
    if (kind !== undefined) byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
    const judged = judge(deps, object, operation, inputs);
    guarded ||= isGuarded(deps, object, judged.offer);
    items.push({
      ...object,
      name: nameOf(deps, object),
      outcome: judged.outcome,
      ...(judged.outcome !== 'run' && { reason: judged.reason }),
    });
  });
  const guard = guarded ? guardOf(deps, objects) : undefined;
  return { items, byKind: [...byKind], ...onlyDefined({ guard }) };
}

/** Undefined for what is gone, and for what stands in no tree. */
function kindOf({ connections, profiles }: Deps, object: ObjectAddress): Kind | undefined {
  if (profiles.get(object.connection) === undefined) return undefined;
  return connections.inventory(object.connection).row(object.ref)?.kind;
}

/** What a run is called, and what has to be typed before it; undefined where no object has the operation. */
export async function describeRun(
  deps: Deps,
  { objects, operation, inputs }: Wanted,
  signal: AbortSignal,
): Promise<{ readonly label: Text; readonly guard?: string } | undefined> {
  let label: Text | undefined;
  let guarded = false;
  const { profiles } = deps;
  await inSlices(objects, { breathe: () => deps.breathe(), signal }, (object) => {
    const inProduction = profiles.get(object.connection)?.environment === 'production';
    // Whether something is lost in production is all that is still to be found out.
    if (label !== undefined && (guarded || !inProduction)) return;
    const { offer } = judge(deps, object, operation, inputs);
    label ??= offer?.label;
    guarded ||= isGuarded(deps, object, offer);
  });
  if (label === undefined) return undefined;
  return guarded ? { label, guard: guardOf(deps, objects) } : { label };
}

function isGuarded(
  { profiles }: Deps,
  { connection }: ObjectAddress,
  offer: OperationOffer | undefined,
): boolean {
  const profile = profiles.get(connection);
  if (profile?.environment !== 'production' || profile.readOnly === true) return false;
  return offer?.destructive === true;
}

/** Short, and follows from the selection alone: what was shown is what is asked for, however the objects change meanwhile. */
function guardOf(deps: Deps, objects: readonly ObjectAddress[]): string {
  const [first] = objects;
  if (first !== undefined && objects.length === 1) return nameOf(deps, first);
  const servers = new Set(objects.map(({ connection }) => connection));
  const name = first === undefined ? undefined : deps.profiles.get(first.connection)?.name;
  return servers.size === 1 && name !== undefined ? name : `${objects.length} objects`;
}
