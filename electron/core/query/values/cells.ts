import type { ViewCell } from '#shared/model/view.ts';
import { valuesOf } from '#shared/query/native-field.ts';
import { cellOf } from './cell-of.ts';
import { covers } from '../../inventory/property-path.ts';
import type { Column } from '#shared/query/column.ts';
import type { CoreSubject } from '../core-subject.ts';
import type { LazyReads } from './lazy-reads.ts';
import { cachedPath, readPath } from './read-path.ts';
import type { SourceState } from '../source-state.ts';

export interface CellContext {
  readonly state: SourceState;
  readonly reads: LazyReads;
  readonly now: number;
  /** Called when a value that was on its way has come. */
  readonly changed: () => void;
}

/** What a column says of an object. A property that is not cached is read from the server, since somebody looks at it. */
export function readCell(subject: CoreSubject, column: Column, context: CellContext): ViewCell {
  const values = column.read(subject, context.now);
  const { path } = column;
  if (path === undefined || (values !== undefined && values.length > 0)) return cellOf(values);
  return lazyCell(subject, path, context) ?? cellOf(values);
}

function lazyCell(
  subject: CoreSubject,
  path: readonly string[],
  { state, reads, changed }: CellContext,
): ViewCell | undefined {
  const { inventory, provider } = state.source;
  const { ref } = subject.row;
  const object = inventory.object(ref);
  if (object === undefined) return undefined;
  const refused = object.missing[path.join('.')];
  if (refused !== undefined) return { is: 'missing', reason: refused };
  if (cachedPath(object.properties, path) !== undefined) return undefined;
  const readable = provider
    .onDemand(ref, object.properties)
    .find((entry) => covers(entry.path, path.join('.')));
  if (readable === undefined) return undefined;
  const read = reads.get(state.source, ref, readable.path, changed);
  if (read === 'reading') return { is: 'reading' };
  if (read.missing !== undefined) return { is: 'missing', reason: read.missing };
  if (read.value === undefined) return null;
  return cellOf(valuesOf(subject, readPath({ [readable.path]: read.value }, path) ?? null));
}
