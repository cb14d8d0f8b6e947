import { useRef, useState } from 'react';
import type { MorefError } from '#shared/model/error.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { useLink } from '../../bridge/link-context.ts';
import { errorOf } from '../../bridge/use-call.ts';
import { closeDialog, showDialog } from '../../state/dialogs.ts';
import { visit } from '../../state/workspace/navigation.ts';
import type { ServerForm } from './server-form.ts';
import { tellNotKept } from './tell-not-kept.ts';

export interface ServerDialogState {
  readonly busy: boolean;
  readonly error: MorefError | null;
  readonly submit: (form: ServerForm, connect: boolean) => Promise<void>;
  readonly cancel: () => void;
}

/**
 * Saves the profile and tries it out at once. What the server answers stands in the dialog, where it can be mended; a server that
 * was never reached is not left behind when the user gives up.
 */
export function useServerDialog(existing: ConnectionId | undefined): ServerDialogState {
  const link = useLink();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<MorefError | null>(null);
  /** The profile as this dialog saved it, before it could be connected. */
  const saved = useRef<ConnectionId | undefined>(existing);
  const abort = useRef<AbortController | null>(null);

  const save = async (form: ServerForm): Promise<ConnectionId> => {
    const profile = await link.call('profiles.save', {
      ...(saved.current === undefined ? {} : { id: saved.current }),
      family: form.family,
      name: form.name,
      address: form.address.trim(),
      ...(form.family === 'xenserver' && form.encoding !== 'auto'
        ? { encoding: form.encoding }
        : {}),
      ...(form.family === 'vsphere' && form.protocol !== 'auto' ? { protocol: form.protocol } : {}),
      user: form.user,
      ...(form.environment === 'none' ? {} : { environment: form.environment }),
      ...(form.readOnly ? { readOnly: true as const } : {}),
      autoConnect: form.autoConnect,
      rememberPassword: form.remember,
      ...(form.password === '' ? {} : { password: form.password }),
    });
    saved.current = profile.id;
    tellNotKept(profile);
    return profile.id;
  };

  const connect = async (id: ConnectionId, form: ServerForm): Promise<void> => {
    const controller = new AbortController();
    abort.current = controller;
    const password = form.password === '' ? {} : { password: form.password };
    try {
      if (existing !== undefined) await link.call('connections.close', { id });
      await link.call('connections.open', { id, ...password }, { signal: controller.signal });
    } catch (thrown) {
      const { kind, certificate: problem } = errorOf(thrown);
      if (kind !== 'certificate' || problem === undefined) throw thrown;
      const added = existing === undefined ? { added: true as const } : {};
      showDialog({ kind: 'certificate', connection: id, problem, ...password, ...added });
      return;
    }
    closeDialog();
    visit(id);
  };

  return {
    busy,
    error,
    submit: async (form, andConnect) => {
      setBusy(true);
      setError(null);
      try {
        const id = await save(form);
        if (andConnect) await connect(id, form);
        else closeDialog();
      } catch (thrown) {
        const failure = errorOf(thrown);
        if (failure.kind !== 'cancelled') setError(failure);
      } finally {
        setBusy(false);
      }
    },
    cancel: () => {
      abort.current?.abort();
      closeDialog();
      if (existing === undefined && saved.current !== undefined)
        void link.call('profiles.remove', { id: saved.current }).catch(() => undefined);
    },
  };
}
