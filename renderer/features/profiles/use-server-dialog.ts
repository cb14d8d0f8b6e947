import { useRef, useState } from 'react';
import type { CertificateProblem } from '#shared/model/error.ts';
import type { Family } from '#shared/model/profile.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { notifyNotKept } from '../../actions/connect.ts';
import type { Link } from '../../bridge/link.ts';
import { useLink } from '../../bridge/link-context.ts';
import { errorOf } from '../../bridge/use-call.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { visit } from '../../state/workspace/navigation.ts';
import { profileOf, type ServerForm } from './server-form.ts';
import { useAttempt, type Attempt } from './use-attempt.ts';

export interface ServerDialogState extends Pick<Attempt, 'busy' | 'error'> {
  readonly submit: (form: ServerForm, andConnect: boolean) => void;
  readonly cancel: () => void;
  /** The certificate that came in the way; the form waits below it. */
  readonly untrusted: UntrustedServer | null;
  /** Back to the form. */
  readonly backToForm: () => void;
  /** Leaves the server as it was saved, without a connection. */
  readonly leave: () => void;
}

interface UntrustedServer {
  readonly connection: ConnectionId;
  readonly problem: CertificateProblem;
}

/**
 * Saves the profile and tries it out at once. What the server answers stands in the dialog, where it can be mended; a server that
 * was never reached is not left behind when the user gives up.
 */
export function useServerDialog(existing: ConnectionId | undefined): ServerDialogState {
  const link = useLink();
  const { busy, error, attempt } = useAttempt();
  const [untrusted, setUntrusted] = useState<UntrustedServer | null>(null);
  const { saved, save } = useSaved(existing);
  const abort = useRef<AbortController | null>(null);

  /** A server that was never reached is not left behind. */
  const takeBack = (): void => {
    if (existing === undefined && saved.current !== undefined)
      void link.call('profiles.remove', { id: saved.current }).catch(() => undefined);
  };
  return {
    busy,
    error,
    untrusted,
    backToForm: () => setUntrusted(null),
    leave: () => {
      closeDialog();
      if (saved.current !== undefined) visit(saved.current);
    },
    submit: (form, andConnect) =>
      void attempt(async () => {
        setUntrusted(null);
        const { signal } = (abort.current = new AbortController());
        const id = await save(form);
        // The user gave up while it was on its way.
        if (signal.aborted) takeBack();
        else if (!andConnect) closeDialog();
        else setUntrusted(await connect(link, id, { form, known: existing !== undefined, signal }));
      }),
    cancel: () => {
      abort.current?.abort();
      closeDialog();
      takeBack();
    },
  };
}

/** The profile as this dialog saved it, before it could be connected. */
function useSaved(existing: ConnectionId | undefined) {
  const link = useLink();
  const saved = useRef<ConnectionId | undefined>(existing);
  const savedFamily = useRef<Family>(undefined);

  /** A server keeps its kind: one that was added as another, and is not, goes. */
  const discardOther = async (family: Family): Promise<void> => {
    if (existing !== undefined || saved.current === undefined || savedFamily.current === family)
      return;
    await link.call('profiles.remove', { id: saved.current });
    saved.current = undefined;
  };
  const save = async (form: ServerForm): Promise<ConnectionId> => {
    await discardOther(form.family);
    const id = saved.current === undefined ? {} : { id: saved.current };
    const profile = await link.call('profiles.save', { ...id, ...profileOf(form) });
    saved.current = profile.id;
    savedFamily.current = profile.family;
    notifyNotKept(profile);
    return profile.id;
  };
  return { saved, save };
}

/** Connects. @returns the certificate, where that is not trusted */
async function connect(
  link: Link,
  id: ConnectionId,
  how: { readonly form: ServerForm; readonly known: boolean; readonly signal: AbortSignal },
): Promise<UntrustedServer | null> {
  const { form, known, signal } = how;
  const password = form.password === '' ? {} : { password: form.password };
  try {
    // What the profile says now may lead elsewhere.
    if (known) await link.call('connections.close', { id });
    await link.call('connections.open', { id, ...password }, { signal });
  } catch (thrown) {
    const { kind, certificate: problem } = errorOf(thrown);
    // Whoever cancelled has left already.
    if (kind === 'cancelled') return null;
    if (kind !== 'certificate' || problem === undefined) throw thrown;
    return { connection: id, problem };
  }
  closeDialog();
  visit(id);
  return null;
}
