import { spawn } from 'node:child_process';

/** How to open a file in the user's browser, or null where there is no display to show one on. */
export function openCommand(
  path: string,
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): readonly [command: string, ...args: string[]] | null {
  switch (platform) {
    case 'darwin':
      return ['open', path];
    case 'win32':
      // Not through a shell: cmd would read an & in the path as an operator.
      return ['rundll32', 'url.dll,FileProtocolHandler', path];
    default:
      return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? ['xdg-open', path] : null;
  }
}

/**
 * Tries to open the file; the address is printed anyway, so that a failure costs nothing. Everybody on the machine can see the
 * command: a path may stand in it, an address with a token may not.
 */
export function openInBrowser(path: string): void {
  const command = openCommand(path, process.platform, process.env);
  if (command === null) return;
  const [file, ...args] = command;
  const child = spawn(file, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
