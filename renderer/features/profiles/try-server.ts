import { text } from '#shared/i18n/make-text.ts';
import { MorefException, type CertificateProblem } from '#shared/model/error.ts';
import type { Family } from '#shared/model/profile.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { notifyNotKept } from '../../actions/connect.ts';
import type { Link } from '../../bridge/link.ts';
import { errorOf } from '../../bridge/use-call.ts';
import { kindsToTry, profileOf, type ServerForm } from './server-form.ts';

export interface UntrustedServer {
  readonly connection: ConnectionId;
  readonly problem: CertificateProblem;
}

/** The profile as this dialog tries it. */
export interface Trial {
  id: ConnectionId | undefined;
  form?: ServerForm;
  /** Of which kind it was tried last. */
  family?: Family;
}

/** Tries a new server, or saves one that is in the list and connects it. */
export function tryServer(
  work: Work,
  existing: ConnectionId | undefined,
  andConnect: boolean,
): Promise<Outcome> {
  return existing === undefined ? tryNew(work) : saveKnown(work, existing, andConnect);
}

/** Keeps the server as it was typed and tried. */
export async function keepTried(link: Link, { id, form, family }: Trial): Promise<void> {
  if (form === undefined || family === undefined) return;
  notifyNotKept(await link.call('profiles.save', { ...ofId(id), ...profileOf(form, family) }));
}

/** Leaves nothing behind of a server that was only tried. */
export function takeBack(link: Link, trial: Trial): void {
  const { id } = trial;
  if (id === undefined) return;
  trial.id = undefined;
  void link.call('profiles.remove', { id }).catch(() => undefined);
}

interface Work {
  readonly link: Link;
  readonly trial: Trial;
  readonly form: ServerForm;
  readonly signal: AbortSignal;
}

type Outcome = 'done' | 'saved' | UntrustedServer;

/** Tries a new server, as one kind after the other where nobody said which it is. */
async function tryNew(work: Work): Promise<Outcome> {
  const { link, trial, form, signal } = work;
  const kinds = kindsToTry(form);
  for (const family of kinds) {
    trial.family = family;
    const tried = { ...ofId(trial.id), ...profileOf(form, family), trial: true as const };
    const { id } = await link.call('profiles.save', tried);
    trial.id = id;
    if (signal.aborted) return 'done';
    try {
      return await connect(work, id);
    } catch (thrown) {
      if (errorOf(thrown).foreign !== true || kinds.length === 1) throw thrown;
    }
  }
  const message = text('server.noKnownKind', { address: form.address.trim() });
  throw new MorefException({ kind: 'invalid', message });
}

/** Saves a server that is in the list, and connects anew: what the profile says now may lead elsewhere. */
async function saveKnown(work: Work, id: ConnectionId, andConnect: boolean): Promise<Outcome> {
  const { link, form, signal } = work;
  const [family] = kindsToTry(form);
  if (family === undefined) return 'saved';
  notifyNotKept(await link.call('profiles.save', { id, ...profileOf(form, family) }));
  if (!andConnect || signal.aborted) return 'saved';
  await link.call('connections.close', { id });
  return connect(work, id);
}

/** Connects. @returns the certificate, where that is not trusted */
async function connect({ link, form, signal }: Work, id: ConnectionId): Promise<Outcome> {
  const password = form.password === '' ? {} : { password: form.password };
  try {
    await link.call('connections.open', { id, ...password }, { signal });
  } catch (thrown) {
    const { kind, certificate: problem } = errorOf(thrown);
    // Whoever gave up has left already.
    if (signal.aborted) return 'done';
    if (kind !== 'certificate' || problem === undefined) throw thrown;
    return { connection: id, problem };
  }
  return 'done';
}

function ofId(id: ConnectionId | undefined): { readonly id?: ConnectionId } {
  return id === undefined ? {} : { id };
}
