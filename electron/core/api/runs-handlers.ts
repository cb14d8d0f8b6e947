import { text } from '#shared/i18n/make-text.ts';
import { randomUUID } from 'node:crypto';
import { MorefException } from '#shared/model/error.ts';
import type { OperationId } from '#shared/model/operation.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import type { RunId } from '#shared/model/run-id.ts';
import { commonOffer, commonOffers, someOf } from './offers-of-many.ts';
import { nameOf } from './offers-of.ts';
import { describeRun, previewRun } from './preview.ts';
import { eachTime, previewEach } from './run-each.ts';
import { resolveSelection } from './selections.ts';
import { assertWritable, checkGuard } from './safety.ts';
import type { ApiDeps, CallHandlers, FeedHandlers, SearchingDeps } from './deps.ts';

export function runHandlers(deps: SearchingDeps) {
  const { runs } = deps;

  return {
    'operations.common': async ({ objects: selection, operation, roughly }, { signal }) => {
      const objects = await resolveSelection(selection, deps, signal);
      return operation === undefined
        ? commonOffers(deps, roughly === true ? someOf(objects) : objects, signal)
        : commonOffer(deps, objects, operation, signal);
    },
    'runs.preview': async ({ objects: selection, each, ...params }, { signal }) => {
      const objects = await resolveSelection(selection, deps, signal);
      if (each !== undefined) return previewEach(deps, { ...params, objects, each }, signal);
      return previewRun(deps, { ...params, objects }, signal);
    },
    'runs.start': async ({ options, typed, objects: selection, each, ...operated }, { signal }) => {
      const wanted = { ...operated, objects: await resolveSelection(selection, deps, signal) };
      assertAnyWritable(deps, wanted.objects);
      const { operation, inputs } = wanted;
      const { label, guard } = startable(
        await describeRun(deps, wanted, signal),
        operation,
        signal,
      );
      checkGuard(guard, typed, label);
      const id = randomUUID() as string as RunId;
      const objects =
        each === undefined ? named(deps, wanted.objects) : eachTime(deps, { ...wanted, each });
      runs.start({ id, operation, label, inputs, options, objects });
      return { run: id };
    },
    'runs.stop': ({ run, tasks }) => runs.stop(run, tasks),
    'runs.retry': ({ run }) => {
      assertAnyWritable(deps, [...runs.items(run)]);
      runs.retry(run);
    },
    'runs.dismiss': ({ run }) => runs.dismiss(run),
  } satisfies Partial<CallHandlers>;
}

function named(deps: ApiDeps, objects: readonly ObjectAddress[]) {
  return objects.map((object) => ({ ...object, name: nameOf(deps, object) }));
}

/** A selection may go over several servers: it is refused where none of them may be changed. */
function assertAnyWritable({ profiles }: ApiDeps, objects: readonly ObjectAddress[]): void {
  const servers = [...new Set(objects.map(({ connection }) => connection))];
  const known = servers.flatMap((id) => profiles.get(id) ?? []);
  const [first] = known;
  if (first !== undefined && known.every(({ readOnly }) => readOnly === true))
    assertWritable(first);
}

type Described = NonNullable<Awaited<ReturnType<typeof describeRun>>>;

/** @throws MorefException `missing` where no object has the operation; `cancelled` where nobody waits any more */
function startable(
  described: Described | undefined,
  operation: OperationId,
  signal: AbortSignal,
): Described {
  if (described === undefined) {
    const message = text('run.noOperation', { operation });
    throw new MorefException({ kind: 'missing', message });
  }
  if (signal.aborted) {
    const message = text('run.notStarted');
    throw new MorefException({ kind: 'cancelled', message });
  }
  return described;
}

export function runFeeds({ runs }: ApiDeps) {
  return {
    runs: (_params, sink) => {
      const dispose = runs.watch({
        put: (run) => sink.put(run.id, run),
        remove: (id) => sink.remove(id),
      });
      sink.ready();
      return dispose;
    },
    runItems: ({ run }, sink) => {
      const dispose = runs.watchItems(run, {
        put: (item) => sink.put(item.key, item),
        gone: () => {
          const message = text('run.dismissed');
          sink.fail(new MorefException({ kind: 'missing', message }));
        },
      });
      sink.ready();
      return dispose;
    },
  } satisfies Partial<FeedHandlers>;
}
