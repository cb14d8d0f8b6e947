import type { ConsoleView } from '#shared/model/console.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { Lookup, OfferContext } from '../../provider.ts';
import { flag, follow, nameOf, reference, references, text } from '../map/read.ts';

/** A console that a machine has now: where, and by what it is asked for. */
export interface FoundConsole {
  readonly host: Ref;
  /** As the server names it, with a port where it has one: `10.0.0.5`, `[fe80::1]`. */
  readonly address: string;
  /** `/console?uuid=…` */
  readonly path: string;
}

const states = {
  Halted: { state: 'off', helps: 'power.on' },
  Suspended: { state: 'suspended', helps: 'power.resume' },
  Paused: { state: 'paused', helps: 'power.unpause' },
} as const;

/** What is asked of an account for a console, and for that of a host beside (datamodel.ml). */
const permission = 'http/connect_console';
const hostPermission = 'http/connect_console/host_console';

/** What is known of the console of a machine, or of a host: that of its control domain. */
export function consoleView(
  ref: Ref,
  properties: Properties,
  context: OfferContext,
): ConsoleView | null {
  const machine = machineOf(ref, properties, context);
  if (machine === undefined) return null;
  const refused = refusal(machine, context);
  const power = text(machine, 'power_state') ?? '';
  if (isStill(power)) return { ...states[power], generation: power, ...onlyDefined({ refused }) };
  const found = findConsole(ref, properties, context);
  const host = hostName(machine, context);
  const more = onlyDefined({ refused, host });
  if (found === undefined) return { state: 'absent', generation: '', ...more };
  const { address, path } = found;
  return { state: 'ready', generation: `${address} ${path}`, ...more };
}

/** Where the console is that shows a picture; undefined where there is none now. */
export function findConsole(
  ref: Ref,
  properties: Properties,
  lookup: Lookup,
): FoundConsole | undefined {
  const machine = machineOf(ref, properties, lookup);
  const host = reference(machine?.['resident_on']);
  if (machine === undefined || host === undefined) return undefined;
  for (const one of references(machine, 'consoles')) {
    const console = lookup.get(one);
    const location = text(console, 'location');
    if (text(console, 'protocol') !== 'rfb' || location === undefined) continue;
    const found = /^https?:\/\/([^/]*)(\/console\?[\w=&:.-]+)$/i.exec(location);
    // Some servers leave the address out: it is the host's.
    const address = found?.[1] || text(lookup.get(host), 'address');
    const path = found?.[2];
    if (address !== undefined && path !== undefined) return { host, address, path };
  }
  return undefined;
}

function isStill(power: string): power is keyof typeof states {
  return Object.hasOwn(states, power);
}

/** Of a host its control domain; undefined for what has no console: templates and snapshots have none. */
function machineOf(ref: Ref, properties: Properties, lookup: Lookup): Properties | undefined {
  if (refType(ref) === 'host') return follow(lookup, properties, 'control_domain');
  if (refType(ref) !== 'VM') return undefined;
  const isMachine = !flag(properties, 'is_a_template') && !flag(properties, 'is_a_snapshot');
  return isMachine ? properties : undefined;
}

function refusal(machine: Properties, { permissions }: OfferContext): Text | undefined {
  if (permissions === null) return undefined;
  const needed = [permission, ...(flag(machine, 'is_control_domain') ? [hostPermission] : [])];
  const missing = needed.find((one) => !permissions.has(one));
  return missing === undefined ? undefined : say('console.noPermission', { permission: missing });
}

function hostName(machine: Properties, lookup: Lookup): string | undefined {
  const host = reference(machine['resident_on']);
  return host === undefined ? undefined : nameOf(host, lookup.get(host));
}
