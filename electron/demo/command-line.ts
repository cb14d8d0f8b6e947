/** What the command lines of the demo servers have in common. */

/** Kinds of options for `parseArgs`. */
export const text = { type: 'string' } as const;
export const texts = { type: 'string', multiple: true } as const;
export const flag = { type: 'boolean' } as const;

/** The number that was given to an option, or the fallback. @throws Error where it is none, or negative */
export function numberOf(value: string | undefined, name: string, fallback: number): number {
  if (value === undefined) {
    return fallback;
  }
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number) || number < 0) {
    throw new Error(`--${name} takes a number that is not negative, not "${value}".`);
  }
  return number;
}

/** `A,B`: least and most; `A` alone is both. */
export function rangeOf(
  value: string | undefined,
  name: string,
  fallback: readonly [number, number],
): readonly [number, number] {
  if (value === undefined) {
    return fallback;
  }
  const [least, most = least] = value.split(',');
  return [numberOf(least, name, fallback[0]), numberOf(most, name, fallback[1])];
}

/** Does it every so many seconds; never where none, or 0, were given. */
export function every(value: string | undefined, name: string, act: () => void): void {
  const seconds = numberOf(value, name, 0);
  if (seconds > 0) {
    setInterval(act, seconds * 1000).unref();
  }
}

/** A demo server that runs, and what to say of it. */
export interface RunningDemo {
  readonly description: string;
  close(): Promise<void>;
}

/** A command line: reads its arguments, starts what they ask for, says that it runs, and ends it when the process is interrupted. */
export async function run<Arguments extends { readonly help?: boolean | undefined }>(
  read: () => Arguments,
  usage: string,
  start: (values: Arguments) => Promise<RunningDemo>,
): Promise<void> {
  try {
    const values = read();
    if (values.help === true) {
      process.stdout.write(usage);
      return;
    }
    const started = performance.now();
    const demo = await start(values);
    const milliseconds = Math.round(performance.now() - started);
    process.stdout.write(`${demo.description}, ready after ${milliseconds} ms\n`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void demo.close().then(() => process.exit(0)));
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
