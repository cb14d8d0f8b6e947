import { readFileSync } from 'node:fs';
import { codec } from './codec.ts';

/** The world of its own in which preload scripts run, and what it calls to reach the program. */
export const preloadWorld = 'electron-preload';
export const bridge = '__electronStandIn';

/** The preload script with what it needs of Electron, to be run before every document of the window. */
export function preloadSource(file: string): string {
  return `(() => {
    const { pack, unpack } = (${codec.toString()})();
    (${around.toString()})(pack, unpack, ${bridge}, (require) => {
${readFileSync(file, 'utf8')}
    });
  })();`;
}

type Listener = (event: { readonly ports: readonly MessagePort[] }, message: unknown) => void;

/** Runs in the page. */
function around(
  pack: (value: unknown) => string,
  unpack: (text: string) => unknown,
  say: (text: string) => void,
  preload: (require: (name: string) => unknown) => void,
): void {
  const listeners = new Map<string, Listener[]>();
  const ends = new Map<number, MessagePort>();
  const ipcRenderer = {
    on: (channel: string, listener: Listener) =>
      void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    send: (channel: string, ...args: readonly unknown[]) =>
      say(JSON.stringify({ kind: 'send', channel, args: pack(args) })),
  };
  Object.assign(globalThis, {
    __posted: (channel: string, message: string, ids: readonly number[]) => {
      const ports = ids.map((id) => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', ({ data }) =>
          say(JSON.stringify({ kind: 'port', id, text: pack(data) })),
        );
        port1.start();
        ends.set(id, port1);
        return port2;
      });
      for (const listener of listeners.get(channel) ?? []) listener({ ports }, unpack(message));
    },
    __carried: (id: number, text: string) => ends.get(id)?.postMessage(unpack(text)),
  });
  preload((name) => {
    if (name !== 'electron') throw new Error(`module not found: ${name}`);
    return { ipcRenderer };
  });
}
