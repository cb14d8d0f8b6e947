import type { ReactElement } from 'react';
import type { Target } from '../../../state/selection/target.ts';
import { ServerContext } from '../server-context.tsx';

/** The first few servers that it concerns. */
export function TargetServers({ target }: { readonly target: Target }): ReactElement {
  return (
    <>
      {target.connections.slice(0, 4).map((one) => (
        <span key={one} className="bulk-server">
          <ServerContext connection={one} />
        </span>
      ))}
    </>
  );
}
