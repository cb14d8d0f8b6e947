import type { DemoPool } from './pool.ts';

/** A minimal client for the demo pool's own tests: JSON-RPC 2.0 by fetch, nothing shared with Moref's. */

interface TestEvent {
  readonly class: string;
  readonly operation: string;
  readonly ref: string;
  readonly snapshot?: Readonly<Record<string, unknown>>;
}

interface TestBatch {
  readonly events: readonly TestEvent[];
  readonly valid_ref_counts: Readonly<Record<string, number>>;
  readonly token: string;
}

/** A failure that the server answered with. */
export class TestFailure extends Error {
  readonly description: readonly string[];

  constructor(description: readonly string[]) {
    super(description.join(' '));
    this.description = description;
  }
}

export class TestClient {
  readonly #url: string;
  #session: string;

  constructor(url: string, session: string) {
    this.#url = url;
    this.#session = session;
  }

  static async login(pool: DemoPool, user = pool.user, password = pool.password) {
    const client = new TestClient(pool.url, '');
    client.#session = await client.raw<string>('session.login_with_password', user, password);
    return client;
  }

  get session(): string {
    return this.#session;
  }

  /** With the session in front. */
  call<T = unknown>(method: string, ...parameters: readonly unknown[]): Promise<T> {
    return this.raw<T>(method, this.#session, ...parameters);
  }

  /** Rejects with TestFailure. */
  async raw<T>(method: string, ...params: readonly unknown[]): Promise<T> {
    const response = await fetch(`${this.#url}/jsonrpc`, {
      method: 'POST',
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    });
    const answer = (await response.json()) as {
      readonly result: T;
      readonly error?: { readonly message: string; readonly data: readonly string[] };
    };
    if (answer.error !== undefined) {
      throw new TestFailure([answer.error.message, ...answer.error.data]);
    }
    return answer.result;
  }

  events(classes: readonly string[], token: string, seconds = 0): Promise<TestBatch> {
    return this.call<TestBatch>('event.from', classes, token, seconds);
  }

  async waitForTask(task: string) {
    for (;;) {
      const { status, result, error_info } = await this.call<{
        readonly status: string;
        readonly result: string;
        readonly error_info: readonly string[];
      }>('task.get_record', task);
      if (status !== 'pending' && status !== 'cancelling') {
        return { status, result, error_info };
      }
      const token = await this.call<string>('event.inject', 'task', task);
      await this.events([`task/${task}`], token, 1);
    }
  }
}
