import { shownKeys } from '../../format/keys.ts';
import type { ReactElement } from 'react';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { t } from '../../i18n/translate.ts';
import { serverName, useConnections } from '../../state/servers/connections.ts';
import { branchOf } from '../../state/inventory/inventory-store.ts';
import { groupName } from '../../ui/actions/group-name.ts';
import { FoundText } from '../../ui/search/found-text.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { ObjectIcon } from '../../ui/icons/object-icon.tsx';
import type { PaletteLine, PaletteObject } from './palette-line.ts';

export interface PaletteItemProps {
  readonly line: PaletteLine;
  readonly index: number;
  readonly top: number;
  readonly active: boolean;
  readonly onPoint: () => void;
  readonly onRun: () => void;
}

/** One line of the palette. */
export function PaletteItem(props: PaletteItemProps): ReactElement {
  const { line, index, top, active, onPoint, onRun } = props;
  const style = { transform: `translateY(${top}px)` };
  if (line.kind === 'heading')
    return (
      <div role="presentation" className="palette-line palette-heading" style={style}>
        {line.label}
      </div>
    );
  const refused = line.kind === 'action' && line.action.refused !== undefined;
  return (
    // The field above has the keyboard's focus and handles its keys.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      role="option"
      id={`palette-${index}`}
      aria-selected={active}
      aria-disabled={refused}
      className={`palette-line${active ? ' palette-active' : ''}${refused ? ' palette-refused' : ''}`}
      style={style}
      onMouseMove={active ? undefined : onPoint}
      onClick={onRun}
    >
      <Content line={line} />
    </div>
  );
}

function Content({ line }: { readonly line: PaletteLine }): ReactElement | null {
  switch (line.kind) {
    case 'heading':
      return null;
    case 'action':
      return <ActionContent line={line} />;
    case 'search':
    case 'complete':
      return (
        <>
          <span className="palette-icon">
            <Icon name={line.kind === 'search' ? 'star' : 'search'} />
          </span>
          <span className="palette-name ellipsis">{line.name}</span>
          <span translate="no" className="palette-detail weak ellipsis">
            {detailOf(line)}
          </span>
        </>
      );
    case 'server':
      return (
        <>
          <span className="palette-icon">
            <Icon name="server" />
          </span>
          <span translate="no" className="palette-name">
            {serverName(line.status)}
          </span>
          <span translate="no" className="palette-detail weak ellipsis">
            {line.status.profile.address}
          </span>
        </>
      );
    case 'object': {
      const { kind, state, health, name, where } = line.object;
      return (
        <>
          <span className="palette-icon">
            <ObjectIcon kind={kind} state={state} health={health} size={18} />
          </span>
          <span translate="no" className="palette-name ellipsis">
            {visibleName(name)}
          </span>
          {where?.map((found) => (
            <FoundText key={found.field} {...found} />
          ))}
          <span className="palette-detail weak ellipsis">{placeOf(line.object)}</span>
        </>
      );
    }
  }
}

/** What the name does not say. */
function detailOf(line: PaletteLine & { kind: 'search' | 'complete' }): string {
  if (line.kind === 'complete') return line.detail;
  return line.name.includes(line.query) ? '' : line.query;
}

function ActionContent({
  line,
}: {
  readonly line: PaletteLine & { kind: 'action' };
}): ReactElement {
  const { icon, label, group, detail, shortcut, refused } = line.action;
  return (
    <>
      <span className="palette-icon">{icon !== undefined && <Icon name={icon} />}</span>
      <span className="palette-name ellipsis">
        {line.on === undefined ? label : t('palette.verb', { action: label, name: line.on })}
      </span>
      <span className="palette-detail weak ellipsis" title={refused}>
        {refused ?? detail ?? groupName(group)}
      </span>
      {shortcut !== undefined && line.on === undefined && (
        <kbd className="palette-key">{shownKeys(shortcut)}</kbd>
      )}
    </>
  );
}

/** `Virtual machine · Berlin · esx-01`. */
function placeOf({ connection, ref, kind }: PaletteObject): string {
  const status = useConnections.getState().byId.get(connection);
  const above = branchOf(connection)?.row(ref)?.parent ?? null;
  const parent = above === null ? undefined : branchOf(connection)?.row(above)?.name;
  return [
    t(`kind.${kind}`),
    ...(parent === undefined ? [] : [parent]),
    status === undefined ? connection : serverName(status),
  ].join(' · ');
}
