import type { OpenedStream } from '#shared/contract/define.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import type { ConsoleFacts } from '#shared/model/console.ts';
import { MorefException, type MorefError } from '#shared/model/error.ts';
import type { Ref } from '#shared/model/reference.ts';
import { byteStream } from '../../byte-stream.ts';
import { openTunnel, refusalOf, type TunnelAnswer } from '../../../net/tunnel.ts';
import type { Lookup, OfferContext } from '../../provider.ts';
import { toException } from '../errors.ts';
import { nameOf, number, poolOf, reference } from '../map/read.ts';
import { knownMembers } from '../members.ts';
import type { PoolObjects } from '../pool-objects.ts';
import type { XapiClient } from '../xapi/client.ts';
import { addressText, parseAddress, siblingAddress } from '../xapi/rpc/address.ts';
import type { Member } from '../xapi/session/members.ts';
import { consoleView, findConsole, type FoundConsole } from './find-console.ts';

export interface PoolConsolesOptions {
  readonly client: XapiClient;
  readonly objects: PoolObjects;
  readonly permissions: OfferContext['permissions'];
}

/** The consoles of a pool that are open: each a tunnel to the host that has it, with a session of its own. */
export class PoolConsoles {
  readonly #options: PoolConsolesOptions;
  readonly #open = new Set<() => Promise<void>>();

  constructor(options: PoolConsolesOptions) {
    this.#options = options;
  }

  /** @throws MorefException `conflict` where there is none now, or somebody else has it; `denied`, `unreachable`, `certificate` */
  async open(ref: Ref, signal: AbortSignal): Promise<OpenedStream<ConsoleFacts>> {
    const { objects } = this.#options;
    const lookup = objects.lookup();
    const name = nameOf(ref, lookup.get(ref));
    const doing = say('doing.openConsole', { name });
    const found = this.#find(ref, lookup, name);
    try {
      return await this.#through(found, { ref, name, signal });
    } catch (error) {
      throw toException(error, { doing, name, ref });
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open].map((end) => end()));
  }

  #find(ref: Ref, lookup: Lookup, name: string): FoundConsole {
    const properties = lookup.get(ref);
    const view =
      properties === undefined
        ? null
        : consoleView(ref, properties, { ...lookup, permissions: this.#options.permissions });
    if (view?.refused !== undefined)
      throw new MorefException({ kind: 'denied', message: view.refused, ref });
    const found = properties === undefined ? undefined : findConsole(ref, properties, lookup);
    if (view?.state === 'ready' && found !== undefined) return found;
    const message = say('console.notNow', { name });
    throw new MorefException({ kind: 'conflict', message, ref });
  }

  async #through(
    found: FoundConsole,
    {
      ref,
      name,
      signal,
    }: { readonly ref: Ref; readonly name: string; readonly signal: AbortSignal },
  ): Promise<OpenedStream<ConsoleFacts>> {
    const { client, objects } = this.#options;
    const lookup = objects.lookup();
    const { address, trust } = memberAt(found, lookup, client.session.member);
    const session = await client.session.another(signal);
    const end = once(() => session.end());
    try {
      const answer = await openTunnel({
        ...address,
        trust,
        path: found.path,
        headers: { cookie: `session_id=${session.ref}` },
        signal,
      });
      const host = nameOf(found.host, lookup.get(found.host));
      if (answer.status !== 200)
        throw new MorefException({ ...(await refused(answer, { name, host })), ref });
      return { facts: factsOf(host, found, lookup), ...this.#stream(answer, host, end) };
    } catch (error) {
      await end();
      throw error;
    }
  }

  /** Its session ends with it. */
  #stream({ socket }: TunnelAnswer, host: string, end: () => Promise<void>) {
    const stop = (): Promise<void> => {
      socket.destroy();
      return end();
    };
    this.#open.add(stop);
    const broken = (error: unknown): MorefException => {
      const message = say('console.broken', { host });
      return new MorefException(
        { kind: 'unreachable', message, retryable: true },
        { cause: error },
      );
    };
    return byteStream(socket, broken, () => {
      this.#open.delete(stop);
      void end();
    });
  }
}

/** The server that has a console, and how its certificate is judged: the coordinator is the one that answers now. */
function memberAt({ host, address }: FoundConsole, lookup: Lookup, present: Member): Member {
  const pool = poolOf(lookup);
  const master = pool === undefined ? undefined : reference(lookup.get(pool)?.['master']);
  if (host === master) return present;
  const sibling = siblingAddress(address, present.address);
  if (sibling === undefined) {
    const message = say('console.noAddress', { address: address.slice(0, 100) });
    throw new MorefException({ kind: 'fault', message });
  }
  const known = knownMembers(lookup, present).find((one) => one.address === addressText(sibling));
  if (known === undefined) return { address: sibling, trust: withoutPin(present) };
  return { address: parseAddress(known.address), trust: known.trust ?? {} };
}

/** What vouches for one server says nothing of another. */
function withoutPin({ trust: { ca } }: Member): Member['trust'] {
  return ca === undefined ? {} : { ca };
}

function factsOf(host: string, found: FoundConsole, lookup: Lookup): ConsoleFacts {
  const pool = poolOf(lookup);
  const properties = pool === undefined ? undefined : lookup.get(pool);
  const isHost = found.path.includes('?ref=');
  const idle = isHost
    ? number(lookup.get(found.host), 'console_idle_timeout')
    : number(properties, 'vm_console_idle_timeout');
  return { host, ...(idle !== undefined && idle > 0 && { idleSeconds: idle }) };
}

/** What the host means by a status (console.ml). */
async function refused(
  answer: TunnelAnswer,
  { name, host }: { readonly name: string; readonly host: string },
): Promise<MorefError> {
  const said = await refusalOf(answer);
  const { status } = answer;
  if (status === 503) return { kind: 'conflict', message: say('console.inUse', { name, said }) };
  if (status === 401 || status === 403)
    return { kind: 'denied', message: say('console.denied', { name, host, said }) };
  // It went elsewhere meanwhile, or is just starting: the next look finds it.
  if (status === 404 || status === 500)
    return { kind: 'conflict', message: say('console.notThere', { name, host }), retryable: true };
  return { kind: 'fault', message: say('console.status', { host, status, said }) };
}

function once(run: () => Promise<void>): () => Promise<void> {
  let ran: Promise<void> | undefined;
  return () => {
    ran ??= run();
    return ran;
  };
}
