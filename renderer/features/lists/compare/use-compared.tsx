import { useCallback, useState, type ReactElement } from 'react';
import { printValue } from '#shared/query/print.ts';
import { objectKey, type ObjectAddress, type ObjectKey } from '#shared/model/reference.ts';
import type { ViewRow } from '#shared/model/view.ts';
import { useFeed } from '../../../bridge/use-feed.ts';

export interface Compared {
  /** In the order of the objects; undefined for one that is not known (yet), or gone. */
  readonly rows: readonly (ViewRow | undefined)[];
  /** To be rendered: each follows one object. */
  readonly following: ReactElement;
}

/**
 * Fields of some objects, live, wherever they are.
 * @param columns what is asked for, as a view is asked for its columns
 */
export function useCompared(
  objects: readonly ObjectAddress[],
  columns: readonly string[],
): Compared {
  const [known, setKnown] = useState<ReadonlyMap<ObjectKey, ViewRow>>(new Map());
  const tell = useCallback((key: ObjectKey, row: ViewRow | undefined): void => {
    setKnown((before) => {
      const next = new Map(before);
      if (row === undefined) next.delete(key);
      else next.set(key, row);
      return next;
    });
  }, []);
  const following = (
    <>
      {objects.map((object) => (
        <Follow key={objectKey(object)} object={object} columns={columns} tell={tell} />
      ))}
    </>
  );
  return { rows: objects.map((object) => known.get(objectKey(object))), following };
}

function Follow(props: {
  readonly object: ObjectAddress;
  readonly columns: readonly string[];
  readonly tell: (key: ObjectKey, row: ViewRow | undefined) => void;
}): null {
  const { object, columns, tell } = props;
  const [view] = useState(() => `compare-${crypto.randomUUID()}`);
  const query = `moref=${printValue({ kind: 'quoted', text: object.ref })}`;
  useFeed(
    'view',
    {
      view,
      query,
      connections: [object.connection],
      columns,
      sort: [],
      sums: [],
      window: { from: 0, count: 1 },
    },
    ({ upsert, remove }) => {
      for (const key of remove) if (key === objectKey(object)) tell(objectKey(object), undefined);
      for (const [, item] of upsert) if (item.is === 'row') tell(objectKey(object), item);
    },
  );
  return null;
}
