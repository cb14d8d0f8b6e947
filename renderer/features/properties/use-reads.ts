import { useEffect, useRef, useState } from 'react';
import type { MorefError } from '#shared/model/error.ts';
import type { PropertyEntry } from '#shared/model/property-entry.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import { useLink } from '../../bridge/link-context.ts';
import { errorOf } from '../../bridge/use-call.ts';

/** How the reading of a property on demand stands. */
export type Reading =
  | { readonly state: 'reading' }
  | { readonly state: 'done'; readonly entry: PropertyEntry }
  | { readonly state: 'failed'; readonly error: MorefError };

export interface Reads {
  readonly byPath: ReadonlyMap<string, Reading>;
  read(path: string): void;
  cancel(path: string): void;
}

/** Reads properties that are not kept in the cache, when the user asks. What is under way ends with the panel. */
export function useReads({ connection, ref }: ObjectAddress): Reads {
  const link = useLink();
  const [byPath, setByPath] = useState<ReadonlyMap<string, Reading>>(new Map());
  const running = useRef(new Map<string, AbortController>());

  useEffect(() => {
    const controllers = running.current;
    return () => {
      for (const controller of controllers.values()) controller.abort();
    };
  }, []);

  const put = (path: string, reading: Reading | null): void =>
    setByPath((before) => {
      const after = new Map(before);
      if (reading === null) after.delete(path);
      else after.set(path, reading);
      return after;
    });

  return {
    byPath,
    read: (path) => {
      const abort = new AbortController();
      running.current.set(path, abort);
      put(path, { state: 'reading' });
      link
        .call('objects.read', { connection, ref, path }, { signal: abort.signal })
        .then((entry) => put(path, { state: 'done', entry }))
        .catch((thrown: unknown) => {
          const error = errorOf(thrown);
          put(path, error.kind === 'cancelled' ? null : { state: 'failed', error });
        });
    },
    cancel: (path) => running.current.get(path)?.abort(),
  };
}
