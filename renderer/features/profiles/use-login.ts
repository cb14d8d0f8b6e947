import type { MorefError } from '#shared/model/error.ts';
import type { Profile } from '#shared/model/profile.ts';
import { logIn, presentConnectError } from '../../actions/connect.ts';
import type { Link } from '../../bridge/link.ts';
import { useLink } from '../../bridge/link-context.ts';
import { errorOf } from '../../bridge/use-call.ts';
import { closeDialog, type Login as Typed } from '../../state/dialogs.ts';
import { useAttempt, type Attempt } from './use-attempt.ts';

export interface Login extends Pick<Attempt, 'busy' | 'error'> {
  /** Connects, and closes the dialog where that succeeds. */
  readonly submit: (profile: Profile, given: Required<Typed>) => void;
}

/** Logs in to a server that is in the list. @param first why somebody has to be asked */
export function useLogin(first: MorefError | null): Login {
  const link = useLink();
  const { busy, error, attempt } = useAttempt(first);
  return {
    busy,
    error,
    submit: (profile, given) => void attempt(() => connect(link, profile, given)),
  };
}

async function connect(
  link: Link,
  profile: Profile,
  { user, password, remember }: Required<Typed>,
): Promise<void> {
  const login = { password, remember, ...(user !== profile.user && { user }) };
  try {
    await logIn(link, profile.id, login);
  } catch (thrown) {
    const failure = errorOf(thrown);
    if (failure.kind !== 'certificate') throw thrown;
    presentConnectError(profile.id, failure, login);
    return;
  }
  closeDialog();
}
