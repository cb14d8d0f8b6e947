import { posix, win32 } from 'node:path';

/** What decides where programs keep their data. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Where profiles, settings and pins are kept unless stated otherwise, by each system's convention. Both hosts share it; what
 * Chromium keeps for itself lives elsewhere.
 */
export function defaultDataFolder({ platform, home, env }: Surroundings): string {
  switch (platform) {
    case 'win32':
      return win32.join(env['APPDATA'] ?? win32.join(home, 'AppData', 'Roaming'), 'Moref', 'data');
    case 'darwin':
      return posix.join(home, 'Library', 'Application Support', 'Moref', 'data');
    default:
      return posix.join(xdgDataHome(env) ?? posix.join(home, '.local', 'share'), 'Moref');
  }
}

/** The XDG base directory specification has relative paths ignored. */
function xdgDataHome(env: Surroundings['env']): string | undefined {
  const folder = env['XDG_DATA_HOME'];
  return folder !== undefined && posix.isAbsolute(folder) ? folder : undefined;
}
