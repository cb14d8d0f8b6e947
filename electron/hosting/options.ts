import { parseArgs } from 'node:util';
import { parseLink } from '#shared/model/moref-link.ts';
import type { Wish } from '#shared/model/wish.ts';

/** What both hosts take from the command line. */
export interface HostOptions {
  /** Connect to the demo estate at once. */
  readonly demo: boolean;
  /** Virtual machines in the demo estate. */
  readonly vms: number;
  /** Undefined: the system's convention. */
  readonly dataFolder: string | undefined;
  /** What the page is to show; null for nothing in particular. */
  readonly wish: Wish | null;
}

/** What only the desktop takes. */
export interface DesktopOptions extends HostOptions {
  /** The first window stays out of the way. */
  readonly minimized: boolean;
  /** Starts without asking where Chromium's sandbox is off. */
  readonly allowNoSandbox: boolean;
}

/** What only the browser host takes. */
export interface BrowserHostOptions extends HostOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly open: boolean;
}

/** The command line cannot be understood; the message says what and how it is meant. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const usage = `Moref: browse and operate the virtual machines of many servers.

  --demo               connect to the demo estate at once
  --vms <n>            virtual machines in the demo estate (default 200)
  --connect <server>   connect to a server, by its address or name
  --select <object>    show an object: by its link (moref://server/ref) or its name
  --search <query>     show what a search finds
  --data-folder <dir>  where profiles and settings are kept
  --help               this text

  export …             saves what a search finds as a file, without a window; see moref export --help

On the desktop only:
  --minimized          start with the window out of the way
  --allow-no-sandbox   start without asking where Chromium's sandbox is off

In the browser host only:
  --port <n>           port to listen on (default: any free port)
  --host <address>     address to listen on (default 127.0.0.1; anything else is reachable by others)
  --no-open            do not open a browser
`;

const maximumVms = 100_000;

const declared = {
  demo: { type: 'boolean', default: false },
  vms: { type: 'string', default: '200' },
  'data-folder': { type: 'string' },
  connect: { type: 'string' },
  select: { type: 'string' },
  search: { type: 'string' },
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: '0' },
  'no-open': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  minimized: { type: 'boolean', default: false },
  'allow-no-sandbox': { type: 'boolean', default: false },
} as const;

/**
 * Reads the browser host's command line; null when help was asked for.
 *
 * @throws UsageError for an unknown option or a value out of range.
 */
export function parseBrowserHostOptions(args: readonly string[]): BrowserHostOptions | null {
  const values = parse(args, true);
  if (values.help) return null;
  return {
    ...common(values),
    host: values.host,
    port: wholeNumber('--port', values.port, 0, 65_535),
    open: !values['no-open'],
  };
}

/**
 * Reads Electron's command line, which also carries Chromium's switches: what is not ours is left to them. A value out of
 * range is an error all the same.
 */
export function parseElectronOptions(args: readonly string[]): DesktopOptions {
  const values = parse(args, false);
  return {
    ...common(values),
    minimized: values.minimized,
    allowNoSandbox: values['allow-no-sandbox'],
  };
}

function parse(args: readonly string[], strict: boolean) {
  try {
    return parseArgs({ args: [...args], options: declared, strict, allowPositionals: !strict })
      .values as ReturnType<typeof parseArgs<{ options: typeof declared; strict: true }>>['values'];
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function common(values: ReturnType<typeof parse>): HostOptions {
  const folder = values['data-folder'];
  if (folder !== undefined && (typeof folder !== 'string' || folder === ''))
    throw new UsageError('--data-folder needs the name of a folder.');
  return {
    demo: values.demo,
    vms: wholeNumber('--vms', values.vms, 1, maximumVms),
    dataFolder: folder,
    wish: wishOf(values),
  };
}

/** @throws UsageError for an option without what is wished */
function wishOf(values: ReturnType<typeof parse>): Wish | null {
  const wishes = (['connect', 'select', 'search'] as const).flatMap((option) => {
    const value = values[option];
    if (value === undefined) return [];
    if (typeof value !== 'string' || value.trim() === '')
      throw new UsageError(`--${option} needs ${needed[option]}.`);
    return [[option, value.trim()] as const];
  });
  return wishes.length === 0 ? null : Object.fromEntries(wishes);
}

const needed = {
  connect: 'the address or the name of a server',
  select: 'the link or the name of an object',
  search: 'a search',
} as const;

/** What a link that the system hands over wishes; null where none is among the arguments. */
export function wishOfLinks(args: readonly string[]): Wish | null {
  const link = args.find((arg) => parseLink(arg) !== null);
  return link === undefined ? null : { select: link };
}

/** A whole number of the command line. @throws UsageError for what is none, or out of range */
export function wholeNumber(
  option: string,
  text: unknown,
  minimum: number,
  maximum: number,
): number {
  const number = typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= minimum && number <= maximum) return number;
  throw new UsageError(
    `${option} needs a whole number from ${minimum} to ${maximum}, not "${String(text)}".`,
  );
}
