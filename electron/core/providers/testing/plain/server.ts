import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface PlainMachine {
  readonly id: string;
  name: string;
  running: boolean;
}

export interface PlainTask {
  readonly id: string;
  readonly machine: string;
  readonly start: boolean;
  readonly begun: number;
  ended: number | null;
}

/** What `/changes` answers as soon as it is not what the client has: `whole` to whoever is of another time. */
export interface PlainChanges {
  readonly epoch: number;
  readonly version: number;
  readonly whole: boolean;
  readonly machines: readonly PlainMachine[];
  readonly tasks: readonly PlainTask[];
}

export const plainUser = 'keeper';
export const plainPassword = 'open sesame';

/** A question to this server that is held back for longer than so is answered with nothing new. */
const holdMs = 2000;
const taskMs = 100;

/**
 * The simulated server of the family that tests are made with: machines that can be switched and renamed, over JSON. It refuses what a
 * real one would: a wrong password, a session that has ended, a machine that is not there, a state that forbids it.
 */
export class PlainServer {
  readonly sessions = new Set<string>();
  readonly machines = new Map<string, PlainMachine>();
  readonly #tasks: PlainTask[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #waiting = new Set<() => void>();
  readonly #http = createServer((request, response) => void this.#answer(request, response));
  #version = 1;
  #epoch = 1;
  #away = false;
  #last = 0;

  constructor(machines: number) {
    for (let index = 1; index <= machines; index += 1) {
      const id = `m${index}`;
      this.machines.set(id, { id, name: `machine ${index}`, running: index % 2 === 1 });
    }
    this.#http.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      if (this.#away) socket.destroy();
    });
  }

  /** @returns the address */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => {
      this.#http.listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  expireSessions(): void {
    this.sessions.clear();
    this.#wake();
  }

  /** What it knew of its clients is gone, and they of it. */
  restart(): void {
    this.#epoch += 1;
    this.expireSessions();
  }

  dropConnections(): void {
    this.#away = true;
    for (const socket of this.#sockets) socket.destroy();
    setTimeout(() => {
      this.#away = false;
    }, 300);
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => {
      this.#http.close(resolve);
    });
    for (const socket of this.#sockets) socket.destroy();
    this.#wake();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const session = String(request.headers['x-session'] ?? '');
    const given = await bodyOf(request);
    const [status, answer] =
      path === '/login'
        ? this.#login(given)
        : this.sessions.has(session)
          ? await this.#asked(path, new URLSearchParams(query), given, session)
          : [401, { code: 'NO_SESSION' }];
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  }

  #login({ user, password }: Given): Answer {
    if (user !== plainUser || password !== plainPassword) return [403, { code: 'NO_SUCH_LOGIN' }];
    this.#last += 1;
    const session = `s${this.#epoch}-${this.#last}`;
    this.sessions.add(session);
    return [200, { session }];
  }

  async #asked(
    path: string,
    query: URLSearchParams,
    given: Given,
    session: string,
  ): Promise<Answer> {
    if (path === '/changes') return this.#changes(query, session);
    if (path === '/logout') {
      this.sessions.delete(session);
      return [200, {}];
    }
    const machine = this.machines.get(given.machine ?? '');
    if (machine === undefined) return [404, { code: 'NO_SUCH_MACHINE' }];
    switch (path) {
      case '/notes':
        return [200, { notes: { text: `Of ${machine.name}` } }];
      case '/rename':
        machine.name = given.name ?? machine.name;
        this.#changed();
        return [200, {}];
      case '/switch':
        return this.#switch(machine, given.start === true);
      default:
        return [404, { code: 'NO_SUCH_CALL' }];
    }
  }

  #switch(machine: PlainMachine, start: boolean): Answer {
    if (machine.running === start) return [409, { code: 'ALREADY_SO' }];
    const id = `t${this.#tasks.length + 1}`;
    const task: PlainTask = { id, machine: machine.id, start, begun: Date.now(), ended: null };
    this.#tasks.push(task);
    setTimeout(() => {
      machine.running = start;
      task.ended = Date.now();
      this.#changed();
    }, taskMs);
    this.#changed();
    return [200, { task: id }];
  }

  async #changes(query: URLSearchParams, session: string): Promise<Answer> {
    const isNew = (): boolean =>
      Number(query.get('epoch')) !== this.#epoch || Number(query.get('version')) !== this.#version;
    if (!isNew()) await this.#updates();
    if (!this.sessions.has(session)) return [401, { code: 'NO_SESSION' }];
    const whole = Number(query.get('epoch')) !== this.#epoch;
    const changes: PlainChanges = {
      epoch: this.#epoch,
      version: this.#version,
      whole,
      machines: [...this.machines.values()],
      tasks: this.#tasks,
    };
    return [200, changes];
  }

  #updates(): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, holdMs);
      this.#waiting.add(wake);
    });
  }

  #changed(): void {
    this.#version += 1;
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
  }
}

type Answer = readonly [status: number, answer: object];

interface Given {
  readonly user?: string;
  readonly password?: string;
  readonly machine?: string;
  readonly name?: string;
  readonly start?: boolean;
}

async function bodyOf(request: IncomingMessage): Promise<Given> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as Given);
}
