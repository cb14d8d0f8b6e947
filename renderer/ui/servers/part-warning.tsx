import Alert from '@mui/material/Alert';
import type { ReactElement } from 'react';
import type { SessionPart } from '#shared/model/session-part.ts';
import { partName, partReason, partState } from './part-text.ts';

interface ShownPart {
  readonly key: string;
  /** Where it may be one of several. */
  readonly server: string | undefined;
  readonly part: SessionPart;
}

/** Parts of sessions that are missing, one a line: which, since when, why. @param now milliseconds since 1970 */
export function PartWarning(props: {
  readonly parts: readonly ShownPart[];
  readonly now: number;
}): ReactElement {
  const { parts, now } = props;
  return (
    <Alert severity="warning" sx={{ m: 1, py: 0 }} role="status">
      {parts.map(({ key, server, part }) => (
        <div key={key} className="selectable">
          <strong>
            {server === undefined ? '' : `${server}, `}
            {partName(part)}:
          </strong>{' '}
          {partState(part, now)} {partReason(part)}
        </div>
      ))}
    </Alert>
  );
}
