import type { Lookup } from '../../provider.ts';
import { entityName } from '../map/read.ts';
import { shownFor } from '../shown-for.ts';
import type { TaskContext } from './provider-task.ts';

/** What is known of the objects that tasks name, from those that are cached. */
export function taskContext(lookup: Lookup): Required<TaskContext> {
  return {
    nameOf: (ref) => {
      const object = lookup.get(ref);
      return object === undefined ? undefined : entityName(object, ref);
    },
    shownFor: (ref) => shownFor(ref, lookup),
  };
}
