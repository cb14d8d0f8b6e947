import type { Profile } from '#shared/model/profile.ts';
import type { Session } from '../providers/provider.ts';
import { defer, type Deferred } from './deferred.ts';

/** One period between opening and closing; what belongs to an older one is ignored. */
export interface Period {
  readonly profile: Profile;
  /** Of the present try and the session that came of it: whatever they have started ends with it. */
  abort: AbortController;
  /** Of the present try. */
  opened: Deferred;
  session: Session | undefined;
  /** A session that was lost because nothing answers: the server may still have it, and is notified once it is there again. */
  left: Session | undefined;
  /** A session has stood: whatever goes wrong now is not a mistake in the address. */
  stood: boolean;
  attempt: number;
  /** Set while a full set is on its way. */
  syncing: boolean;
  liveSince: number | undefined;
}

/** @param stood see Period */
export function beginPeriod(profile: Profile, stood: boolean): Period {
  return {
    profile,
    abort: new AbortController(),
    opened: defer(),
    session: undefined,
    left: undefined,
    stood,
    attempt: 0,
    syncing: true,
    liveSince: undefined,
  };
}

/** A session that lasted this long, in milliseconds, was a good one: the next loss starts with a short wait again. */
const steadyMs = 60_000;

/** A try failed at `now`. @returns how many have failed before it since a session lasted */
export function countAttempt(period: Period, now: number): number {
  if (period.liveSince !== undefined && now - period.liveSince >= steadyMs) period.attempt = 0;
  period.liveSince = undefined;
  period.attempt += 1;
  return period.attempt - 1;
}
