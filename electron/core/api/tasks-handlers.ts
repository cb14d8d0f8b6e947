import { text } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import { assertWritable } from './safety.ts';
import { withConnection } from './with-connection.ts';
import type { ApiDeps, CallHandlers, FeedHandlers } from './deps.ts';

export function taskHandlers({ tasks, history, connections, profiles }: ApiDeps) {
  return {
    'tasks.cancel': async ({ key }, { signal }) => {
      const { connection, ref, task } = tasks.find(key);
      const profile = profiles.get(connection);
      if (profile !== undefined) assertWritable(profile);
      if (!task.cancelable) {
        throw new MorefException({
          kind: 'conflict',
          message: text('task.notCancelable', { task: task.name }),
          connection,
        });
      }
      await withConnection(connection, () =>
        connections.connection(connection).session.cancelTask(ref, signal),
      );
    },
    'tasks.clear': async ({ connection }) => {
      const count = tasks.clear(connection);
      await history.flush();
      return { count };
    },
    'tasks.undoClear': async () => {
      tasks.undoClear();
      await history.flush();
    },
  } satisfies Partial<CallHandlers>;
}

export function taskFeeds({ tasks }: ApiDeps) {
  return {
    tasks: (_params, sink) => {
      const dispose = tasks.watch({
        put: (task) => sink.put(task.key, task),
        remove: (key) => sink.remove(key),
      });
      sink.ready();
      return dispose;
    },
  } satisfies Partial<FeedHandlers>;
}
