import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { serveRfb } from '../../consoles/rfb/serve-rfb.ts';
import type { Row } from '../db/row.ts';
import { isTrue, textOf } from '../db/row.ts';
import type { World } from '../server/world.ts';
import { findConsole } from './find-console.ts';
import { Guests } from './guests.ts';
import { refuse } from './refuse.ts';

/** Somebody who wants a console. */
export interface ConsoleRequest {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  /** What came after the request. */
  readonly head: Buffer;
  /** Of the host that was asked. */
  readonly address: string;
}

/** A console that is open. */
interface Open {
  readonly machine: string;
  readonly host: string;
  readonly domain: unknown;
  readonly user: string;
  readonly socket: Duplex;
}

/** The consoles of a pool: CONNECT to the host on which a machine runs, and what its guest shows from there on (console.ml). */
export class Consoles {
  readonly #world: World;
  readonly #guests: Guests;
  readonly #open = new Set<Open>();
  readonly #stop: () => void;

  constructor(world: World) {
    this.#world = world;
    this.#guests = new Guests(world);
    this.#stop = world.db.onChange(() => this.#follow());
  }

  screenOf(machine: string): readonly string[] | undefined {
    return this.#guests.screenOf(machine);
  }

  open({ request, socket, head, address }: ConsoleRequest): void {
    socket.on('error', () => socket.destroy());
    const found = findConsole(this.#world, request, address);
    if ('refusal' in found) return refuse(socket, found.refusal);
    const { machine, host, user } = found;
    const other = this.#limiting(machine);
    if (other !== undefined)
      return refuse(socket, {
        status: '503 Service Unavailable',
        title: 'Connection Limit Exceeded',
        text: `User '${other.user}' is currently connected to this console.`,
      });
    const domain = machine.values['domid'];
    const entry = { machine: machine.ref, host: host.ref, domain, user, socket };
    this.#open.add(entry);
    socket.on('close', () => this.#open.delete(entry));
    socket.write(
      'HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nCache-Control: no-cache, no-store\r\n\r\n',
    );
    if (head.length > 0) socket.unshift(head);
    const isText = isTrue(machine, 'is_control_domain') || textOf(machine, 'domain_type') === 'pv';
    void serveRfb(socket, this.#guests.of(machine), isText ? 'vncterm' : 'qemu');
  }

  close(): void {
    this.#stop();
    for (const { socket } of this.#open) socket.destroy();
    this.#guests.close();
  }

  /** Where the pool allows one console a machine: who has it. */
  #limiting(machine: Row): Open | undefined {
    if (!this.#world.faults.oneConsole) return undefined;
    return [...this.#open].find((open) => open.machine === machine.ref);
  }

  /** A machine that stops, boots anew or goes elsewhere takes its consoles along. */
  #follow(): void {
    const { db } = this.#world;
    for (const { machine, host, domain, socket } of this.#open) {
      const row = db.find('VM', machine);
      const stands =
        row !== undefined &&
        ['Running', 'Paused'].includes(textOf(row, 'power_state')) &&
        row.values['resident_on'] === host &&
        row.values['domid'] === domain;
      if (!stands) socket.destroy();
    }
    this.#guests.follow();
  }
}
