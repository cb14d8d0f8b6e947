import type { IncomingMessage } from 'node:http';
import type { Row } from '../db/row.ts';
import { isTrue, listOf, textOf } from '../db/row.ts';
import { mayOpenConsole } from '../server/roles.ts';
import type { Session } from '../server/sessions.ts';
import type { World } from '../server/world.ts';
import type { Refusal } from './refuse.ts';

/** The machine of a console that somebody may have, or why not. */
type Found =
  | { readonly machine: Row; readonly host: Row; readonly user: string }
  | { readonly refusal: Refusal };

/** Looks up what `CONNECT /console?uuid=…` means, as the host with this address does (console.ml). */
export function findConsole(world: World, request: IncomingMessage, address: string): Found {
  const url = new URL(request.url ?? '', 'http://host');
  if (url.pathname !== '/console') return refused('404 Not Found', 'Not found', '');
  const session = sessionOf(world, request, url);
  if (session === undefined)
    return refused('401 Unauthorized', 'Unauthorised', 'A session is needed.', [
      'WWW-Authenticate: Basic realm="XenAPI"',
    ]);
  const machine = machineOf(world, url);
  if (machine === undefined)
    return refused('404 Not Found', 'Not found', 'There is no such console.');
  if (!mayOpenConsole(session.user.role, isTrue(machine, 'is_control_domain')))
    return refused('403 Forbidden', 'Forbidden', 'RBAC permission denied');
  const host = world.db.find('host', machine.values['resident_on']);
  const isHere =
    host !== undefined &&
    textOf(machine, 'power_state') === 'Running' &&
    textOf(host, 'address') === address;
  return isHere
    ? { machine, host, user: session.user.name }
    : refused(
        '500 Internal Server Error',
        'Internal Server Error',
        `Failure: "VM ${textOf(machine, 'uuid')} is not running on this host"`,
      );
}

function refused(
  status: string,
  title: string,
  text: string,
  headers: readonly string[] = [],
): Found {
  return { refusal: { status, title, text, headers } };
}

/** By cookie, or as the query has it: whatever is in the cookie counts. */
function sessionOf({ sessions }: World, request: IncomingMessage, url: URL): Session | undefined {
  const cookie = /(?:^|[;&]\s*)session_id=([^;&\s]+)/.exec(request.headers.cookie ?? '')?.[1];
  const ref = cookie ?? url.searchParams.get('session_id');
  try {
    return ref === null ? undefined : sessions.get(decodeURIComponent(ref));
  } catch {
    return undefined;
  }
}

/** A UUID or a reference, of a machine or of one of its consoles that shows a picture. */
function machineOf({ db }: World, url: URL): Row | undefined {
  const uuid = url.searchParams.get('uuid');
  const ref = url.searchParams.get('ref');
  const find = (owner: string): Row | undefined =>
    uuid === null ? db.find(owner, ref ?? undefined) : db.byUuid(owner, uuid);
  const machine = find('VM');
  if (machine !== undefined) return listOf(machine, 'consoles').length > 0 ? machine : undefined;
  const console = find('console');
  return console === undefined || textOf(console, 'protocol') !== 'rfb'
    ? undefined
    : db.find('VM', console.values['VM']);
}
