import type { ManagedObjectReference } from '../values.ts';

/** Which paths to read of objects of a type; a base type covers its subtypes. */
export interface PropertySpec {
  readonly type: string;
  readonly all?: boolean;
  readonly pathSet?: readonly string[];
}

/** A way from object to object: SelectionSpec by name, or TraversalSpec with type and path. */
export interface SelectionSpec {
  readonly $type?: 'TraversalSpec' | 'SelectionSpec';
  readonly name?: string;
  readonly type?: string;
  readonly path?: string;
  readonly skip?: boolean;
  readonly selectSet?: readonly SelectionSpec[];
}

export interface ObjectSpec {
  readonly obj: ManagedObjectReference;
  /** True: the object is only a start, not a result. */
  readonly skip?: boolean;
  readonly selectSet?: readonly SelectionSpec[];
}

/** What to read and from which objects: PropertyFilterSpec. */
export interface FilterSpec {
  readonly propSet: readonly PropertySpec[];
  readonly objectSet: readonly ObjectSpec[];
  readonly reportMissingObjectsInResults?: boolean;
}

/** What is in a view, with the paths of each type, and what further filters would read: all of it by one filter. */
export function joinedSpec(
  view: ManagedObjectReference | undefined,
  ofView: readonly PropertySpec[],
  others: readonly FilterSpec[],
): FilterSpec {
  const propSet = [...ofView, ...others.flatMap((spec) => spec.propSet)];
  const starts = others.flatMap((spec) => spec.objectSet);
  if (view === undefined) return { propSet, objectSet: starts };
  const traversal: SelectionSpec = {
    $type: 'TraversalSpec',
    name: 'view',
    type: view.type,
    path: 'view',
    skip: false,
  };
  return { propSet, objectSet: [{ obj: view, skip: true, selectSet: [traversal] }, ...starts] };
}

/** Listed objects of one type, with the given paths. */
export function objectsSpec(
  objects: readonly ManagedObjectReference[],
  type: string,
  pathSet: readonly string[],
): FilterSpec {
  return { propSet: [{ type, all: false, pathSet }], objectSet: objects.map((obj) => ({ obj })) };
}

/** The server's recent tasks, everyone's: from the TaskManager along `recentTask` to each Task. */
export function recentTasksSpec(
  taskManager: ManagedObjectReference,
  pathSet: readonly string[] = ['info'],
): FilterSpec {
  const traversal: SelectionSpec = {
    $type: 'TraversalSpec',
    name: 'recentTask',
    type: 'TaskManager',
    path: 'recentTask',
    skip: false,
  };
  return {
    propSet: [{ type: 'Task', all: false, pathSet }],
    objectSet: [{ obj: taskManager, skip: true, selectSet: [traversal] }],
  };
}
