import type { MorefError } from '#shared/model/error.ts';
import type { Profile } from '#shared/model/profile.ts';
import { presentConnectError } from '../../actions/connect.ts';
import type { Link } from '../../bridge/link.ts';
import { useLink } from '../../bridge/link-context.ts';
import { errorOf } from '../../bridge/use-call.ts';
import { closeDialog } from '../../state/dialogs.ts';
import { tellNotKept } from './tell-not-kept.ts';
import { useAttempt, type Attempt } from './use-attempt.ts';

/** What somebody gave to log in with. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
  /** The password is to be kept. */
  readonly remember: boolean;
}

export interface Login extends Pick<Attempt, 'busy' | 'error'> {
  /** Connects, and closes the dialog where that succeeds. */
  readonly submit: (profile: Profile, given: Credentials) => void;
}

/** Logs in to a server that is in the list. @param first why somebody has to be asked */
export function useLogin(first: MorefError | null): Login {
  const link = useLink();
  const { busy, error, attempt } = useAttempt(first);
  return {
    busy,
    error,
    submit: (profile, given) => void attempt(() => logIn(link, profile, given)),
  };
}

async function logIn(
  link: Link,
  profile: Profile,
  { user, password, remember }: Credentials,
): Promise<void> {
  const { id } = profile;
  if (remember)
    tellNotKept(
      await link.call('profiles.save', { ...profile, user, password, rememberPassword: true }),
    );
  else if (user !== profile.user) await link.call('profiles.save', { ...profile, user });
  try {
    await link.call('connections.open', { id, password });
  } catch (thrown) {
    const failure = errorOf(thrown);
    if (failure.kind !== 'certificate') throw thrown;
    presentConnectError(id, failure, password);
    return;
  }
  closeDialog();
}
