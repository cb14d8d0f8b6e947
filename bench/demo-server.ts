import { fork } from 'node:child_process';

export interface DemoServer {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  stop(): void;
}

/** Starts the demo vCenter in another process. */
export async function startDemoServer(vms: number, changesPerSecond = 0): Promise<DemoServer> {
  const child = fork(new URL('./demo-server.process.js', import.meta.url), [
    String(vms),
    String(changesPerSecond),
  ]);
  const address = await new Promise<Omit<DemoServer, 'stop'>>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Omit<DemoServer, 'stop'>));
    child.once('exit', (code) => reject(new Error(`The demo server ended with ${code}.`)));
  });
  return { ...address, stop: () => void child.kill() };
}
