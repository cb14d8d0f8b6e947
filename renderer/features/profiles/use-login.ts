import { useRef, useState } from 'react';
import type { CertificateProblem, MorefError } from '#shared/model/error.ts';
import type { Profile } from '#shared/model/profile.ts';
import { logIn, type Login } from '../../actions/connect.ts';
import type { Link } from '../../bridge/link.ts';
import { useLink } from '../../bridge/link-context.ts';
import { errorOf } from '../../bridge/use-call.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { useAttempt, type Attempt } from './use-attempt.ts';

export interface LoginAttempt extends Pick<Attempt, 'busy' | 'error'> {
  /** Connects, and closes the dialog where that succeeds. */
  readonly submit: (profile: Profile, given: Required<Login>) => void;
  /** The certificate that came in the way; what was typed waits below it. */
  readonly untrusted: CertificateProblem | null;
  /** Back to what was typed. */
  readonly backToForm: () => void;
  /** Closes the dialog, and gives up what is under way. */
  readonly cancel: () => void;
}

/** Logs in to a server that is in the list. @param first why somebody has to be asked */
export function useLogin(first: MorefError | null): LoginAttempt {
  const link = useLink();
  const { busy, error, attempt } = useAttempt(first);
  const [untrusted, setUntrusted] = useState<CertificateProblem | null>(null);
  const abort = useRef<AbortController | null>(null);
  return {
    busy,
    error,
    untrusted,
    backToForm: () => setUntrusted(null),
    submit: (profile, given) =>
      void attempt(async () => {
        setUntrusted(null);
        const { signal } = (abort.current = new AbortController());
        setUntrusted(await connect(link, profile, given, signal));
      }),
    cancel: () => {
      abort.current?.abort();
      closeDialog();
    },
  };
}

/** Connects. @returns the certificate, where that is not trusted */
async function connect(
  link: Link,
  profile: Profile,
  { user, password, remember }: Required<Login>,
  signal: AbortSignal,
): Promise<CertificateProblem | null> {
  const login = { password, remember, ...(user !== profile.user && { user }) };
  try {
    await logIn(link, profile.id, login, { signal });
  } catch (thrown) {
    const { certificate } = errorOf(thrown);
    // Whoever gave up has left already, and may be elsewhere by now.
    if (signal.aborted) return null;
    if (certificate === undefined) throw thrown;
    return certificate;
  }
  if (!signal.aborted) closeDialog();
  return null;
}
