import type { ReactElement } from 'react';
import { useNow } from '../state/clock.ts';
import { serverName } from '../state/servers/connections.ts';
import {
  useMissingParts,
  type MissingPart,
  type PartsWanted,
} from '../state/servers/session-parts.ts';
import { PartWarning } from '../ui/servers/part-warning.tsx';

/** Says of what is shown beside it that something is missing, why, and when it is tried next. Nothing where nothing is. */
export function MissingParts(props: PartsWanted): ReactElement | null {
  const missing = useMissingParts(props);
  if (missing.length === 0) return null;
  return <Missing missing={missing} ofMany={props.connection === undefined} />;
}

function Missing(props: {
  readonly missing: readonly MissingPart[];
  /** It stands among those of other servers. */
  readonly ofMany: boolean;
}): ReactElement {
  const { missing, ofMany } = props;
  const now = useNow();
  return (
    <PartWarning
      now={now}
      parts={missing.map(({ status, part }) => ({
        key: `${status.id}/${part.id}`,
        server: ofMany ? serverName(status) : undefined,
        part,
      }))}
    />
  );
}
