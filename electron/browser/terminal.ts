/** Writes a line for the user. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Calls back at every Enter. What is typed before it does not matter. */
export function onEnter(run: () => void): void {
  process.stdin.on('data', (data: Buffer) => {
    if (data.includes(0x0a) || data.includes(0x0d)) run();
  });
  // A terminal that went away must not end the program.
  process.stdin.on('error', () => undefined);
  process.stdin.unref?.();
}

/** Resolves at the first request to end; a second one ends at once. */
export function onStopRequest(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        if (asked) process.exit(130);
        asked = true;
        resolve();
      });
  });
}
