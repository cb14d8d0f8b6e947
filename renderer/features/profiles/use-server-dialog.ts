import { useRef } from 'react';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { Link } from '../../bridge/link.ts';
import { useLink } from '../../bridge/link-context.ts';
import { errorOf } from '../../bridge/use-call.ts';
import { closeDialog, showDialog } from '../../state/dialogs.ts';
import { visit } from '../../state/workspace/navigation.ts';
import { profileOf, type ServerForm } from './server-form.ts';
import { tellNotKept } from './tell-not-kept.ts';
import { useAttempt, type Attempt } from './use-attempt.ts';

export interface ServerDialogState extends Pick<Attempt, 'busy' | 'error'> {
  readonly submit: (form: ServerForm, andConnect: boolean) => void;
  readonly cancel: () => void;
}

/**
 * Saves the profile and tries it out at once. What the server answers stands in the dialog, where it can be mended; a server that
 * was never reached is not left behind when the user gives up.
 */
export function useServerDialog(existing: ConnectionId | undefined): ServerDialogState {
  const link = useLink();
  const { busy, error, attempt } = useAttempt();
  /** The profile as this dialog saved it, before it could be connected. */
  const saved = useRef<ConnectionId | undefined>(existing);
  const abort = useRef<AbortController | null>(null);

  const save = async (form: ServerForm): Promise<ConnectionId> => {
    const id = saved.current === undefined ? {} : { id: saved.current };
    const profile = await link.call('profiles.save', { ...id, ...profileOf(form) });
    saved.current = profile.id;
    tellNotKept(profile);
    return profile.id;
  };
  return {
    busy,
    error,
    submit: (form, andConnect) =>
      void attempt(async () => {
        const id = await save(form);
        if (!andConnect) {
          closeDialog();
          return;
        }
        const { signal } = (abort.current = new AbortController());
        await connect(link, id, { form, known: existing !== undefined, signal });
      }),
    cancel: () => {
      abort.current?.abort();
      closeDialog();
      if (existing === undefined && saved.current !== undefined)
        void link.call('profiles.remove', { id: saved.current }).catch(() => undefined);
    },
  };
}

/** Connects; where the certificate is not trusted, the dialog that asks for that takes over. */
async function connect(
  link: Link,
  id: ConnectionId,
  how: { readonly form: ServerForm; readonly known: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const { form, known, signal } = how;
  const password = form.password === '' ? {} : { password: form.password };
  try {
    // What the profile says now may lead elsewhere.
    if (known) await link.call('connections.close', { id });
    await link.call('connections.open', { id, ...password }, { signal });
  } catch (thrown) {
    const { kind, certificate: problem } = errorOf(thrown);
    // Whoever cancelled has left already.
    if (kind === 'cancelled') return;
    if (kind !== 'certificate' || problem === undefined) throw thrown;
    const added = known ? {} : { added: true as const };
    showDialog({ kind: 'certificate', connection: id, problem, ...password, ...added });
    return;
  }
  closeDialog();
  visit(id);
}
