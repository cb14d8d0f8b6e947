import { randomUUID } from 'node:crypto';
import { on } from '../server/call.ts';
import type { Call, Service } from '../server/call.ts';
import type { Library, Subscription } from '../content/content-store.ts';
import { invalidArgument, message, notSimulated, VapiError } from '../wire/error.ts';
import { find } from './find.ts';
import { requirePrivilege } from './vim25.ts';

/** `com.vmware.content.library`, `.local_library` and `.subscribed_library`. */

/** @throws VapiError not_found */
export function findLibrary(call: Call, id: string): Library {
  const library = call.world.content().libraries.get(id);
  if (library === undefined) {
    throw new VapiError('not_found', [
      message('com.vmware.vdcs.cls-main.library_not_found', `The library ${id} was not found.`, [
        id,
      ]),
    ]);
  }
  return library;
}

export function requireContentRight(call: Call, action: string): void {
  requirePrivilege(call, call.world.vim.estate.rootFolder, `ContentLibrary.${action}`);
}

/** @throws VapiError not_found, invalid_element_type when the library is of the other kind */
function findOfKind(call: Call, id: string, kind: Library['kind']): Library {
  const library = findLibrary(call, id);
  if (library.kind !== kind) {
    throw new VapiError('invalid_element_type', [
      message(
        'com.vmware.vdcs.cls-main.invalid_library_type',
        `The library ${id} is not of type ${kind}.`,
        [id, kind],
      ),
    ]);
  }
  return library;
}

function subscriptionInfo(subscription: Subscription): object {
  return {
    authentication_method: subscription.userName === undefined ? 'NONE' : 'BASIC',
    automatic_sync_enabled: subscription.isAutomatic,
    on_demand: subscription.onDemand,
    subscription_url: subscription.url,
    user_name: subscription.userName,
  };
}

function model(library: Library, call: Call): object {
  const { datastore, subscription } = library;
  return {
    id: library.id,
    name: library.name,
    description: library.description,
    type: library.kind,
    creation_time: library.created,
    last_modified_time: library.modified,
    last_sync_time: library.synced,
    version: String(library.version),
    server_guid: call.world.vim.estate.instanceUuid,
    storage_backings:
      datastore === undefined ? [] : [{ type: 'DATASTORE', datastore_id: datastore.id }],
    optimization_info: library.kind === 'LOCAL' ? { optimize_remote_publishing: false } : undefined,
    publish_info:
      library.kind === 'LOCAL'
        ? {
            authentication_method: 'NONE',
            published: library.isPublished,
            publish_url: library.isPublished
              ? `https://vcenter.demo.example:443/cls/vcsp/lib/${library.id}/lib.json`
              : undefined,
          }
        : undefined,
    subscription_info: subscription === undefined ? undefined : subscriptionInfo(subscription),
  };
}

interface ById {
  readonly library_id: string;
}

/** `com.vmware.content.library_model` as it comes in. */
interface Model {
  readonly name?: string;
  readonly description?: string;
  readonly storage_backings?: readonly { readonly datastore_id?: string }[];
  readonly security_policy_id?: string;
  readonly publish_info?: { readonly published?: boolean };
  readonly subscription_info?: {
    readonly subscription_url?: string;
    readonly on_demand?: boolean;
    readonly automatic_sync_enabled?: boolean;
    readonly user_name?: string;
  };
}

function requireName(name: string | undefined): string {
  if (name === undefined || name.trim() === '') {
    throw invalidArgument('com.vmware.vdcs.cls-main.empty_name', 'The library has no name.');
  }
  return name;
}

function subscriptionOf(spec: Model, kind: Library['kind']): Subscription | undefined {
  if (kind === 'LOCAL') {
    return undefined;
  }
  const { subscription_info: info } = spec;
  if (info?.subscription_url === undefined) {
    const text = 'A subscribed library needs a subscription URL.';
    throw invalidArgument('com.vmware.vdcs.cls-main.no_subscription_url', text);
  }
  return {
    url: info.subscription_url,
    onDemand: info.on_demand === true,
    isAutomatic: info.automatic_sync_enabled === true,
    userName: info.user_name,
  };
}

function create(kind: Library['kind']) {
  return ({ create_spec: spec }: { create_spec: Model }, call: Call): string => {
    requireContentRight(call, kind === 'LOCAL' ? 'CreateLocalLibrary' : 'CreateSubscribedLibrary');
    if (spec.security_policy_id !== undefined) throw notSimulated('security policies of libraries');
    const now = call.world.vim.estate.now();
    const backing = spec.storage_backings?.[0]?.datastore_id;
    const subscription = subscriptionOf(spec, kind);
    const library: Library = {
      type: 'com.vmware.content.Library',
      id: randomUUID(),
      kind,
      name: requireName(spec.name),
      description: spec.description ?? '',
      created: now,
      modified: now,
      synced: kind === 'LOCAL' ? undefined : now,
      version: 1,
      datastore: backing === undefined ? undefined : find(call, 'datastore', backing),
      isPublished: spec.publish_info?.published === true,
      subscription,
    };
    call.world.content().libraries.set(library.id, library);
    return library.id;
  };
}

function change(library: Library, { name, description }: Model, call: Call): void {
  library.name = name === undefined ? library.name : requireName(name);
  library.description = description ?? library.description;
  library.modified = call.world.vim.estate.now();
  library.version += 1;
}

interface Update extends ById {
  readonly update_spec: Model;
}

function ids(call: Call, kind?: Library['kind']): string[] {
  return [...call.world.content().libraries.values()]
    .filter((library) => kind === undefined || library.kind === kind)
    .map(({ id }) => id);
}

interface FindInput {
  readonly spec: { readonly name?: string; readonly type?: string };
}

export const library: Service = {
  list: (call) => ids(call),
  get: on(({ library_id: id }: ById, call) => model(findLibrary(call, id), call)),
  find: on(({ spec: { name, type } }: FindInput, call) => {
    if (name === undefined && type === undefined) {
      const text = 'At least one property of the search must be set.';
      throw invalidArgument('com.vmware.vdcs.cls-main.empty_find_spec', text);
    }
    return [...call.world.content().libraries.values()]
      .filter(
        (found) =>
          (name === undefined || found.name.toLowerCase() === name.toLowerCase()) &&
          (type === undefined || found.kind === type),
      )
      .map(({ id }) => id);
  }),
  update: on(({ library_id: id, update_spec: spec }: Update, call) => {
    requireContentRight(call, 'UpdateLibrary');
    change(findLibrary(call, id), spec, call);
  }),
};

/** What local and subscribed libraries have in common. */
function ofKind(kind: Library['kind']): Service {
  const word = kind === 'LOCAL' ? 'Local' : 'Subscribed';
  return {
    list: (call) => ids(call, kind),
    get: on(({ library_id: id }: ById, call) => model(findOfKind(call, id, kind), call)),
    create: on(create(kind)),
    update: on(({ library_id: id, update_spec: spec }: Update, call) => {
      requireContentRight(call, `Update${word}Library`);
      change(findOfKind(call, id, kind), spec, call);
    }),
    delete: on(({ library_id: id }: ById, call) => {
      requireContentRight(call, `Delete${word}Library`);
      call.world.content().removeLibrary(findOfKind(call, id, kind));
    }),
  };
}

export const localLibrary: Service = ofKind('LOCAL');

export const subscribedLibrary: Service = {
  ...ofKind('SUBSCRIBED'),
  sync: on(({ library_id: id }: ById, call) => {
    requireContentRight(call, 'SyncLibrary');
    const found = findOfKind(call, id, 'SUBSCRIBED');
    found.synced = call.world.vim.estate.now();
    for (const item of call.world.content().itemsOf(found)) {
      item.synced = found.synced;
      item.isCached ||= found.subscription?.onDemand !== true;
    }
  }),
};
