import { isDeepStrictEqual } from 'node:util';
import type { Provider } from '#core/providers/provider.ts';
import type { ProviderAlert } from '#shared/model/alert.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { SessionPart } from '#shared/model/session-part.ts';
import { isCall, isFinished, type ProviderTask } from '#shared/model/task.ts';

type SeenTask = Pick<ProviderTask, 'ref' | 'state' | 'target'>;

/** What is known of a server beside its objects. */
export interface Standing {
  parts(): readonly SessionPart[];
  tasks(): readonly SeenTask[];
  alerts(): ReadonlyMap<Ref, ProviderAlert>;
}

/**
 * Where two differ in how the parts of their sessions stand, in tasks and in alerts, in words.
 *
 * @param moves as `differences` takes it: where values are others at every look, an alert's measured value is one of them
 */
export function standingDifferences(
  tried: Standing,
  fresh: Standing,
  moves: RegExp | null,
): readonly string[] {
  return [
    ...partsDiffer(tried, fresh),
    ...tasksDiffer(tried, fresh),
    ...alertsDiffer(tried, fresh, moves !== null),
  ];
}

function partsDiffer(tried: Standing, fresh: Standing): readonly string[] {
  const byId = new Map(tried.parts().map((part) => [part.id, part]));
  return fresh.parts().flatMap(({ id, state, lacking }) => {
    const has = byId.get(id);
    if (has?.state !== state)
      return [`part ${id} is ${has?.state ?? 'not reported'} instead of ${state}`];
    return has.lacking?.count === lacking?.count ? [] : [`part ${id} lacks something`];
  });
}

/** A server forgets what has ended; what it tells has to be so, and nothing else may be under way. */
function tasksDiffer(tried: Standing, fresh: Standing): readonly string[] {
  const byRef = new Map(fresh.tasks().map((task) => [task.ref, task]));
  const seen = new Map(tried.tasks().map((task) => [task.ref, task]));
  const found: string[] = [];
  for (const [ref, task] of byRef) {
    const has = seen.get(ref);
    if (has?.state !== task.state)
      found.push(`task ${ref} is ${has?.state ?? 'unknown'} instead of ${task.state}`);
    // Of an object that is gone a fresh load knows nothing.
    else if (task.target !== undefined && has.target !== task.target)
      found.push(`task ${ref} is of ${has.target} instead of ${task.target}`);
  }
  for (const [ref, task] of seen)
    if (!isFinished(task) && !isCall(ref) && !byRef.has(ref))
      found.push(`task ${ref} is ${task.state} still`);
  return found;
}

function alertsDiffer(tried: Standing, fresh: Standing, valuesMove: boolean): readonly string[] {
  const [has, wanted] = [tried.alerts(), fresh.alerts()];
  const refs = new Set([...has.keys(), ...wanted.keys()]);
  const still = (alert: ProviderAlert | undefined): object | undefined =>
    valuesMove ? withoutValue(alert) : alert;
  return [...refs]
    .filter((ref) => !isDeepStrictEqual(still(has.get(ref)), still(wanted.get(ref))))
    .map((ref) => `alert ${ref} differs`);
}

/** That there is a value stays: a share is of what moves, a state is not. */
function withoutValue(alert: ProviderAlert | undefined): object | undefined {
  const value = alert?.measure?.value;
  if (typeof value !== 'object' || value.id !== 'alert.measure.share') return alert;
  return { ...alert, measure: { ...alert?.measure, value: value.id } };
}

/** The alerts among objects, as the family reads them. */
export function alertsAmong(
  { alerts }: Pick<Provider, 'alerts'>,
  objects: ReadonlyMap<Ref, Properties>,
): ReadonlyMap<Ref, ProviderAlert> {
  const found = new Map<Ref, ProviderAlert>();
  const lookup = {
    get: (ref: Ref) => objects.get(ref),
    ofType: (type: string) => [...objects.keys()].filter((ref) => refType(ref) === type),
  };
  for (const [ref, properties] of objects)
    if (alerts?.types.includes(refType(ref)) === true)
      found.set(ref, alerts.read(ref, properties, lookup));
  return found;
}
