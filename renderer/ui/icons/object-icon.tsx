import { memo, type ReactElement } from 'react';
import type { Kind } from '#shared/model/kind.ts';
import type { Health, RunState } from '#shared/model/row.ts';
import { iconPaths, type IconName } from './icon-paths.ts';
import './object-icon.css';

const glyphs = {
  folder: 'folder',
  datacenter: 'datacenter',
  cluster: 'cluster',
  host: 'host',
  'resource-pool': 'resourcePool',
  vapp: 'vapp',
  vm: 'vm',
  template: 'template',
  datastore: 'datastore',
  network: 'network',
  pool: 'pool',
  snapshot: 'snapshot',
  disk: 'disk',
  interface: 'interface',
  library: 'library',
  'library-item': 'libraryItem',
  other: 'other',
} as const satisfies Readonly<Record<string, IconName>>;

/** The glyph of a kind, for where only that is said. */
export function objectIcon(kind: Kind): IconName {
  return glyphs[kind];
}

/** Overlays differ in shape, not only in colour: triangle, square, bars, wrench, slash, cross, question mark. */
const overlays: Partial<Readonly<Record<RunState, { readonly d: string; readonly tone: string }>>> =
  {
    on: { d: 'M1 .5v9l8-4.5z', tone: 'on' },
    off: { d: 'M1 1h8v8H1z', tone: 'idle' },
    suspended: { d: 'M1 1h3v8H1zM6 1h3v8H6z', tone: 'warn' },
    maintenance: { d: 'M5 0l5 5-5 5-5-5z', tone: 'info' },
    standby: { d: 'M8.5 7A4.5 4.5 0 0 1 3.2 1a4.5 4.5 0 1 0 5.3 6z', tone: 'info' },
    disconnected: {
      d: 'M1.4 0 5 3.6 8.6 0 10 1.4 6.4 5 10 8.6 8.6 10 5 6.4 1.4 10 0 8.6 3.6 5 0 1.4z',
      tone: 'error',
    },
    inaccessible: { d: 'M4 0h2v6.4H4zM4 7.8h2V10H4z', tone: 'error' },
    unknown: {
      d: 'M2 3a3 3 0 1 1 4 2.8v1H4V4.4h1A1.2 1.2 0 1 0 3.8 3zM4 7.8h2V10H4z',
      tone: 'idle',
    },
  };

export interface ObjectIconProps {
  readonly kind: Kind;
  readonly state: RunState;
  readonly health: Health;
  readonly size?: number;
}

/** Kind as a glyph, run state as an overlay, the server's verdict as a badge. Its meaning is given by the row's name. */
export const ObjectIcon = memo(function ObjectIcon(props: ObjectIconProps): ReactElement {
  const { kind, state, health, size = 20 } = props;
  // A machine that runs is the rule for hosts: only what deviates is worth an overlay there.
  const overlay = kind === 'host' && state === 'on' ? undefined : overlays[state];
  return (
    <svg
      className={`object-icon object-icon-${state === 'on' || state === 'none' ? 'lit' : 'dim'}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path className="object-icon-glyph" d={iconPaths[glyphs[kind]]} />
      {overlay !== undefined && (
        <path
          className={`object-icon-overlay object-icon-${overlay.tone}`}
          transform="translate(13.5 13.5)"
          d={overlay.d}
        />
      )}
      {(health === 'warning' || health === 'error') && (
        <path
          className={`object-icon-overlay object-icon-${health === 'error' ? 'error' : 'warn'}`}
          transform="translate(0 0)"
          d={
            health === 'error'
              ? 'M5 0a5 5 0 1 0 0 10A5 5 0 0 0 5 0zM2 4.1h6v1.8H2z'
              : 'M5.2 0 10.4 9.6H0zM4.4 3.6v3h1.6v-3zM4.4 7.2v1.4h1.6V7.2z'
          }
          fillRule="evenodd"
        />
      )}
    </svg>
  );
});
