import { spawn } from 'node:child_process';

/** How to open an address in the user's browser, or null where there is no display to show one on. */
export function openCommand(
  address: string,
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): readonly [command: string, ...args: string[]] | null {
  switch (platform) {
    case 'darwin':
      return ['open', address];
    case 'win32':
      // Not through a shell: cmd would read the address's & as an operator.
      return ['rundll32', 'url.dll,FileProtocolHandler', address];
    default:
      return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? ['xdg-open', address] : null;
  }
}

/** Tries to open the address; the address is printed anyway, so that a failure costs nothing. */
export function openAddress(address: string): void {
  const command = openCommand(address, process.platform, process.env);
  if (command === null) return;
  const [file, ...args] = command;
  const child = spawn(file, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
