/** A client for the tests of `/api`: hand-written envelopes over fetch, no knowledge of the API. */

export type Tree =
  | null
  | boolean
  | number
  | string
  | readonly Tree[]
  | { readonly [k: string]: Tree };

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The message. */
  readonly body: { readonly [member: string]: Tree };
}

interface CallOptions {
  readonly securityCtx?: Tree | undefined;
  readonly appCtx?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly id?: string;
  readonly signal?: AbortSignal;
}

export const scheme = (name: string): string => `com.vmware.vapi.std.security.${name}`;

export class VapiTestClient {
  readonly url: string;
  session: string | undefined;

  /** @param url of the vim25 side */
  constructor(url: string) {
    this.url = url.replace(/\/sdk$/, '/api');
  }

  envelope(service: string, operation: string, input: Tree, options: CallOptions = {}): Tree {
    const own =
      this.session === undefined
        ? undefined
        : { schemeId: scheme('session_id'), sessionId: this.session };
    const securityCtx = options.securityCtx ?? own;
    return {
      jsonrpc: '2.0',
      id: options.id ?? '1',
      method: 'invoke',
      params: {
        serviceId: service,
        operationId: operation,
        ctx: {
          appCtx: { opId: 'test', ...options.appCtx },
          ...(securityCtx !== undefined && { securityCtx }),
        },
        input: { STRUCTURE: { 'operation-input': input } },
      },
    };
  }

  post(
    body: string,
    headers: Readonly<Record<string, string>> = {},
    signal?: AbortSignal,
  ): Promise<Response> {
    return fetch(this.url, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(signal !== undefined && { signal }),
    });
  }

  async send(body: string, headers?: Readonly<Record<string, string>>): Promise<Reply> {
    const response = await this.post(body, headers);
    const text = await response.text();
    const isJson = text.startsWith('{');
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson ? (JSON.parse(text) as Reply['body']) : {},
    };
  }

  call(
    service: string,
    operation: string,
    input: Tree = {},
    options: CallOptions = {},
  ): Promise<Reply> {
    const message = JSON.stringify(this.envelope(service, operation, input, options));
    return this.send(message, options.headers);
  }

  /** The plain result of a call that must go well. */
  async ask(
    service: string,
    operation: string,
    input: Tree = {},
    options: CallOptions = {},
  ): Promise<Tree> {
    const reply = await this.call(service, operation, input, options);
    const { output } = (reply.body.result ?? {}) as { readonly output?: Tree };
    if (output === undefined) {
      throw new Error(`${service}.${operation}: ${reply.text}`);
    }
    return plain(output);
  }

  async login(userName: string, password: string): Promise<void> {
    const securityCtx = { schemeId: scheme('user_pass'), userName, password };
    this.session = (await this.ask(
      'com.vmware.cis.session',
      'create',
      {},
      { securityCtx },
    )) as string;
  }
}

/** The name of a vAPI error without its package, and the id of its first message. */
export function errorOf({ body }: Reply): { type: string; id: string } | undefined {
  const result = body.result as { error?: { ERROR: Readonly<Record<string, Tree>> } } | undefined;
  const [[name, fields] = ['', {}]] = Object.entries(result?.error?.ERROR ?? {});
  const { messages = [] } = plain(fields) as { readonly messages?: readonly { id: string }[] };
  return name === ''
    ? undefined
    : { type: name.split('.').at(-1) ?? '', id: messages[0]?.id ?? '' };
}

/** The code of a JSON-RPC error. */
export function codeOf({ body }: Reply): number | undefined {
  return (body.error as { code: number } | undefined)?.code;
}

/** Optional parameters and fields, as they travel. */
export const some = (value: Tree): Tree => ({ OPTIONAL: value });

export const structure = (name: string, fields: Tree): Tree => ({ STRUCTURE: { [name]: fields } });

/** Takes the wrappers off a value: maps become records, unset optionals go away. */
export function plain(value: Tree): Tree {
  if (Array.isArray(value)) {
    const items = (value as readonly Tree[]).map(plain);
    return isMap(value) ? Object.fromEntries(items.map((item) => entry(item))) : items;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const [[tag, content] = ['', null]] = Object.entries(value as Readonly<Record<string, Tree>>);
  switch (tag) {
    case 'OPTIONAL':
    case 'SECRET':
    case 'BINARY':
      return content === null ? null : plain(content);
    case 'STRUCTURE':
    case 'ERROR':
      return plainFields(Object.values(content as Readonly<Record<string, Tree>>)[0] ?? {});
    default:
      return plainFields(value);
  }
}

function plainFields(fields: Tree): Tree {
  return Object.fromEntries(
    Object.entries(fields as Readonly<Record<string, Tree>>)
      .filter(([, value]) => !isUnset(value))
      .map(([name, value]) => [name, plain(value)]),
  );
}

function isUnset(value: Tree): boolean {
  return (value as { OPTIONAL?: Tree } | null)?.OPTIONAL === null;
}

function isMap(value: Tree): boolean {
  return JSON.stringify(value).startsWith('[{"STRUCTURE":{"map-entry"');
}

function entry(item: Tree): [string, Tree] {
  const { key, value } = item as { readonly key: string; readonly value: Tree };
  return [key, value];
}
