import { useRef, useState } from 'react';
import type { ConnectionId } from '#shared/model/reference.ts';
import type { Link } from '../../bridge/link.ts';
import { useLink } from '../../bridge/link-context.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { visit } from '../../state/workspace/navigation.ts';
import type { ServerForm } from './server-form.ts';
import { keepTried, takeBack, tryServer, type Trial, type UntrustedServer } from './try-server.ts';
import { useAttempt, type Attempt } from './use-attempt.ts';

export interface ServerDialogState extends Pick<Attempt, 'busy' | 'error'> {
  readonly submit: (form: ServerForm, andConnect: boolean) => void;
  readonly cancel: () => void;
  /** The certificate that came in the way; the form waits below it. */
  readonly untrusted: UntrustedServer | null;
  /** Back to the form. */
  readonly backToForm: () => void;
  /** Keeps the server as it was typed, without a connection. */
  readonly leave: () => void;
}

/**
 * Saves the profile and tries it out at once. What the server answers stands in the dialog, where it can be mended; a server that
 * was never reached is in no list.
 */
export function useServerDialog(existing: ConnectionId | undefined): ServerDialogState {
  const link = useLink();
  const { busy, error, attempt } = useAttempt();
  const [untrusted, setUntrusted] = useState<UntrustedServer | null>(null);
  const { trial, keepAndVisit, giveUp } = useTrial(link, existing);
  const abort = useRef<AbortController | null>(null);
  const submitted = async (form: ServerForm, andConnect: boolean): Promise<void> => {
    setUntrusted(null);
    const { signal } = (abort.current = new AbortController());
    trial.current = { ...trial.current, form };
    const outcome = await tryServer(
      { link, trial: trial.current, form, signal },
      existing,
      andConnect,
    );
    // The user gave up while it was on its way.
    if (signal.aborted) giveUp();
    else if (outcome === 'done') await keepAndVisit();
    else if (outcome === 'saved') closeDialog();
    else setUntrusted(outcome);
  };
  return {
    busy,
    error,
    untrusted,
    backToForm: () => setUntrusted(null),
    leave: () => void attempt(keepAndVisit),
    submit: (form, andConnect) => void attempt(() => submitted(form, andConnect)),
    cancel: () => {
      abort.current?.abort();
      closeDialog();
      giveUp();
    },
  };
}

/** What is being tried, and its two ends. */
function useTrial(link: Link, existing: ConnectionId | undefined) {
  const trial = useRef<Trial>({ id: existing });
  const keepAndVisit = async (): Promise<void> => {
    if (existing === undefined) await keepTried(link, trial.current);
    closeDialog();
    if (trial.current.id !== undefined) visit(trial.current.id);
  };
  const giveUp = (): void => {
    if (existing === undefined) takeBack(link, trial.current);
  };
  return { trial, keepAndVisit, giveUp };
}
