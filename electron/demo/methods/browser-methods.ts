import { searchBelow, searchFolder } from '../estate/storage/browse.ts';
import type { SearchSpec } from '../estate/storage/browse.ts';
import type { DatastoreBrowser } from '../estate/dependents.ts';
import type { Datastore } from '../estate/entity.ts';
import { parsePath, storeNamed } from '../estate/storage/files.ts';
import { requireAccessible } from '../estate/storage/space.ts';
import type { Call, Handlers } from '../server/call.ts';
import type { Task } from '../tasks/task.ts';
import { Typed } from '../wire/value.ts';
import { demand } from './arguments.ts';
import { startTask } from './start-task.ts';

/** HostDatastoreBrowser. */

function search(
  call: Call<DatastoreBrowser>,
  find: (store: Datastore, path: string, spec: SearchSpec) => unknown,
): Task {
  const { self, args } = call;
  const { store: name, path } = parsePath(String(args.datastorePath));
  const store = storeNamed(self.stores(), name);
  demand(call, store, 'Datastore.Browse');
  const spec = (args.searchSpec ?? {}) as SearchSpec;
  return startTask(call, {
    descriptionId: `DatastoreBrowser.${call.method === 'SearchDatastore_Task' ? 'searchDatastore' : 'searchDatastoreSubFolders'}`,
    entity: store,
    cancelable: true,
    effort: 0.1,
    check: () => requireAccessible(store),
    run: () => find(store, path, spec),
  });
}

export const datastoreBrowserMethods: Handlers<DatastoreBrowser> = {
  SearchDatastore_Task: (call) => search(call, searchFolder),
  SearchDatastoreSubFolders_Task: (call) =>
    search(
      call,
      (store, path, spec) =>
        new Typed('HostDatastoreBrowserSearchResults[]', searchBelow(store, path, spec)),
    ),
};
