import { VapiError, VapiProtocolError } from '../errors.ts';
import type { ApiModel } from '../model/api-model.ts';
import type { OperationSpec } from '../model/type-spec.ts';
import type { Structures } from '../types.gen.ts';
import type { Caller } from '../call.ts';
import { operationFromIntrospection } from './introspection.ts';
import { operationFromMetamodel } from './metamodel.ts';

const PROVIDER = 'com.vmware.vapi.std.introspection.provider';
const SERVICE = 'com.vmware.vapi.std.introspection.service';
const OPERATION = 'com.vmware.vapi.std.introspection.operation';

/** Identifies a server's set of services; another checksum, another set. */
export type ProviderInfo = Structures['com.vmware.vapi.std.introspection.provider.info'];

/** What the connected server has, asked once and kept until its checksum changes. */
export class Discovery {
  readonly #call: Caller;
  readonly #model: ApiModel;
  #checksum: string | undefined;
  #services: Promise<ReadonlySet<string>> | null = null;
  readonly #operations = new Map<string, Promise<ReadonlySet<string>>>();
  readonly #definitions = new Map<string, Promise<OperationSpec>>();

  constructor(call: Caller, model: ApiModel) {
    this.#call = call;
    this.#model = model;
  }

  /** Asks for the checksum; where it has changed (a patch, another feature), everything known is forgotten. */
  async provider(signal?: AbortSignal): Promise<ProviderInfo> {
    const info = await this.#call(
      PROVIDER,
      'get',
      {},
      { security: { scheme: 'anonymous' }, ...(signal !== undefined && { signal }) },
    );
    if (info.checksum !== this.#checksum) this.forget();
    this.#checksum = info.checksum;
    return info;
  }

  /** Ids of all services. */
  services(): Promise<ReadonlySet<string>> {
    this.#services ??= this.#set(this.#call(SERVICE, 'list', {})).catch((error: unknown) => {
      this.#services = null;
      throw error;
    });
    return this.#services;
  }

  /** Names of a service's operations; empty where the server has no such service. */
  operations(service: string): Promise<ReadonlySet<string>> {
    return once(this.#operations, service, async () => {
      if (!(await this.services()).has(service)) return new Set();
      return this.#set(this.#call(OPERATION, 'list', { service_id: service }));
    });
  }

  /** True where the server has the service, and the operation if one is named. */
  async has(service: string, operation?: string): Promise<boolean> {
    if (!(await this.services()).has(service)) return false;
    return operation === undefined || (await this.operations(service)).has(operation);
  }

  /**
   * An operation's declaration: the shipped model's, or else what the server says of it, in its metadata or by introspection.
   * @throws VapiError `not_found` where nobody knows it
   */
  async operation(service: string, name: string): Promise<OperationSpec> {
    return this.#model.operation(service, name) ?? this.learn(service, name);
  }

  /** An operation's declaration as the server gives it. @throws VapiError `not_found` and others */
  learn(service: string, name: string): Promise<OperationSpec> {
    return once(this.#definitions, `${service} ${name}`, () =>
      operationFromMetamodel(service, name, this.#call, this.#model).catch((error: unknown) => {
        // Metadata are a service of their own, which a server may lack or keep to itself.
        if (!(error instanceof VapiProtocolError || error instanceof VapiError)) throw error;
        return this.introspect(service, name);
      }),
    );
  }

  /** The same from introspection alone: times, URIs, identifiers and enumerations are text there. */
  async introspect(service: string, name: string): Promise<OperationSpec> {
    const input = { service_id: service, operation_id: name };
    const info = await this.#call(OPERATION, 'get', input, { strict: true });
    return operationFromIntrospection(service, name, info, this.#model);
  }

  /** Asks anew from now on. */
  forget(): void {
    this.#services = null;
    this.#operations.clear();
    this.#definitions.clear();
  }

  async #set(list: Promise<readonly string[]>): Promise<ReadonlySet<string>> {
    // One that is no text is none that could be called.
    return new Set((await list).filter((name) => typeof name === 'string'));
  }
}

/** Shares one promise by key, but for a failure. */
function once<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const made = known.get(key);
  if (made !== undefined) return made;
  const promise = make().catch((error: unknown) => {
    known.delete(key);
    throw error;
  });
  known.set(key, promise);
  return promise;
}
