import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface RunningProgram {
  readonly firstLine: string;
  stop(): Promise<void>;
}

/** A server may wait for connections whose handler has crashed, and for ever: vcsim does. */
const patienceMs = 10_000;

/** Starts a server and waits for the first line that it prints: its address. */
export async function startProgram(path: string, args: readonly string[]): Promise<RunningProgram> {
  const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const firstLine = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('error', reject);
    child.once('close', (code) =>
      reject(new Error(`${path} ended with ${code} before it was ready.`)),
    );
  });
  return {
    firstLine,
    stop: async () => {
      child.kill('SIGTERM');
      const kill = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await ended;
      clearTimeout(kill);
    },
  };
}

/** Runs a program to its end and returns what it printed; throws with all that it printed if it failed. */
export async function output(
  path: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const options = { env: { ...process.env, ...env }, timeout: 120_000 };
  return run(path, args, options).then(
    ({ stdout }) => stdout,
    (thrown: Error & { readonly stdout?: string }) => {
      throw new Error(`${thrown.message}\n${thrown.stdout ?? ''}`);
    },
  );
}
