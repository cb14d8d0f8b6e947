import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import process from 'node:process';
import { text as say } from '#shared/i18n/make-text.ts';
import type { Dialler, DialOptions, DialTarget } from './dialler.ts';
import { ProxyError } from './proxy-error.ts';
import { parseJumpHost, type JumpHost } from './jump-host.ts';

export interface SshOptions {
  /** The user's own program. Default `ssh`, by the path. */
  readonly program?: string;
  /** Further arguments, for tests: a configuration of their own. */
  readonly arguments?: readonly string[];
}

/** A forward to one target: where it listens here, and the program that holds it. */
interface Forward {
  readonly child: ChildProcess;
  /** What `net.connect` takes. */
  readonly listens: { readonly path: string } | { readonly host: string; readonly port: number };
}

/** How often it is looked whether a forward listens, milliseconds. */
const lookEveryMs = 40;
/** Of what ssh writes so much is kept, for a message. */
const mostWords = 2000;

/**
 * Sockets through a jump host, by the user's own `ssh` and so by its keys, agent and configuration: one process with a local forward for
 * each target, until it is closed. Where the system allows it a forward listens on a socket that only this user can open.
 */
export class SshForwards implements Dialler {
  readonly #jump: JumpHost | null;
  readonly #name: string;
  readonly #options: SshOptions;
  readonly #forwards = new Map<string, Promise<Forward>>();
  #folder: Promise<string> | undefined;
  #closed = false;

  /** @param jump `user@jump.example.org:22`, or a name of the user's configuration */
  constructor(jump: string, options: SshOptions = {}) {
    this.#name = jump;
    this.#jump = parseJumpHost(jump);
    this.#options = options;
  }

  async dial(target: DialTarget, options: DialOptions): Promise<Socket> {
    const { listens } = await this.#forward(target, options);
    return new Promise((resolve, reject) => {
      const socket = connect(listens);
      socket.once('connect', () => resolve(socket));
      socket.once('error', (error) => reject(this.#failure(target, error.message, error)));
    });
  }

  close(): void {
    this.#closed = true;
    for (const forward of this.#forwards.values())
      forward.then(
        ({ child }) => child.kill(),
        () => undefined,
      );
    this.#forwards.clear();
    const folder = this.#folder;
    this.#folder = undefined;
    folder?.then((path) => rm(path, { recursive: true, force: true })).catch(() => undefined);
  }

  #forward(target: DialTarget, options: DialOptions): Promise<Forward> {
    const key = `${target.host} ${target.port}`;
    const known = this.#forwards.get(key);
    if (known !== undefined) return known;
    const forget = (): void => {
      if (this.#forwards.get(key) === begun) this.#forwards.delete(key);
    };
    const begun = this.#begin(target, options, forget);
    this.#forwards.set(key, begun);
    begun.catch(forget);
    return begun;
  }

  async #begin(target: DialTarget, options: DialOptions, ended: () => void): Promise<Forward> {
    const jump = this.#jump;
    if (jump === null) throw new ProxyError('login', say('net.ssh.address', { jump: this.#name }));
    this.#closed = false;
    const listens = await this.#place();
    const child = spawn(this.#options.program ?? 'ssh', this.#arguments(jump, target, listens), {
      stdio: ['ignore', 'ignore', 'pipe'],
      windowsHide: true,
    });
    const end = watch(child, ended);
    const until = performance.now() + options.timeoutMs;
    while (end.over === undefined && performance.now() < until) {
      if (this.#closed) break;
      if (await isOpen(listens)) return { child, listens };
      await pause(lookEveryMs);
    }
    child.kill();
    if (end.over instanceof Error) throw this.#failure(target, end.over.message, end.over);
    if (end.over === true) throw this.#failure(target, lastLine(end.words));
    throw new ProxyError('late', say('net.ssh.late', this.#names(target)));
  }

  #arguments(jump: JumpHost, target: DialTarget, listens: Forward['listens']): readonly string[] {
    const host = target.host.includes(':') ? `[${target.host}]` : target.host;
    const here = 'path' in listens ? listens.path : `${listens.host}:${listens.port}`;
    const settings = [
      // Nobody sits at a terminal: what would be asked is an error that says so.
      'BatchMode=yes',
      'ExitOnForwardFailure=yes',
      'ConnectTimeout=15',
      'ServerAliveInterval=15',
      'ClearAllForwardings=no',
      'ControlMaster=no',
      'ControlPath=none',
      'PermitLocalCommand=no',
    ];
    return [
      ...(this.#options.arguments ?? []),
      '-N',
      '-T',
      ...settings.flatMap((setting) => ['-o', setting]),
      ...(jump.port === undefined ? [] : ['-p', String(jump.port)]),
      '-L',
      `${here}:${host}:${target.port}`,
      '--',
      jump.destination,
    ];
  }

  /** Where a forward is to listen. */
  async #place(): Promise<Forward['listens']> {
    if (process.platform === 'win32') return { host: '127.0.0.1', port: await freePort() };
    this.#folder ??= mkdtemp(join(tmpdir(), 'moref-ssh-'));
    return { path: join(await this.#folder, String(nextPlace())) };
  }

  #names({ host, port }: DialTarget) {
    return { jump: this.#name, server: `${host}:${port}` };
  }

  #failure(target: DialTarget, words: string, cause?: unknown): ProxyError {
    const about = { ...this.#names(target), words };
    return new ProxyError('refused', say('net.ssh.failed', about), cause);
  }
}

interface End {
  words: string;
  over?: Error | true;
}

/** What a program writes, and whether it is over: it ended, or never began. */
function watch(child: ChildProcess, ended: () => void): Readonly<End> {
  const end: End = { words: '' };
  child.stderr?.on('data', (bytes: Buffer) => {
    end.words = `${end.words}${bytes.toString('utf8')}`.slice(-mostWords);
  });
  child.once('error', (error) => {
    end.over = error;
    ended();
  });
  child.once('exit', () => {
    end.over ??= true;
    ended();
  });
  return end;
}

let places = 0;
function nextPlace(): number {
  places += 1;
  return places;
}

function isOpen(listens: Forward['listens']): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(listens);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function lastLine(words: string): string {
  const lines = words.split(/\r?\n/).filter((line) => line.trim() !== '');
  return (lines.at(-1) ?? '').slice(0, 300);
}
