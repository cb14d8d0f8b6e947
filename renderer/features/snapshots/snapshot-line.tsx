import type { ReactElement } from 'react';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { formatDateTime, formatUtc } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import type { SnapshotLine } from './snapshot-lines.ts';

const indent = 22;

/** One snapshot, or the present state. */
export function SnapshotLineView(props: {
  readonly line: SnapshotLine;
  readonly index: number;
  readonly selected: boolean;
  /** The present state builds on it. */
  readonly current: boolean;
  readonly onChoose: () => void;
  readonly onMenu: (place: { readonly x: number; readonly y: number }) => void;
}): ReactElement {
  const { line, index, selected, current, onChoose, onMenu } = props;
  return (
    // The tree has the keyboard's focus and handles its keys.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      role="treeitem"
      id={`snapshot-${index}`}
      aria-level={line.depth + 1}
      aria-selected={selected}
      className={selected ? 'snapshot-line snapshot-selected' : 'snapshot-line'}
      onClick={onChoose}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu({ x: event.clientX, y: event.clientY });
      }}
    >
      <span className="snapshot-name" style={{ paddingLeft: line.depth * indent }}>
        {line.depth > 0 && <span className="snapshot-branch" aria-hidden="true" />}
        {line.kind === 'here' ? (
          <>
            <Icon name="here" size={16} className="snapshot-here" />
            <strong className="snapshot-here">{t('snapshots.here')}</strong>
          </>
        ) : (
          <>
            <Icon name="snapshot" size={16} />
            <span className={current ? 'ellipsis snapshot-current' : 'ellipsis'} translate="no">
              {visibleName(line.node.name)}
            </span>
          </>
        )}
      </span>
      {line.kind === 'snapshot' && <Facts line={line} />}
    </div>
  );
}

function Facts({ line }: { readonly line: SnapshotLine & { kind: 'snapshot' } }): ReactElement {
  const { createdAt, memory, quiesced, description } = line.node;
  const contains = [
    t('snapshots.disks'),
    ...(memory ? [t('snapshots.memory')] : []),
    ...(quiesced === true ? [t('snapshots.quiesced')] : []),
  ];
  return (
    <>
      <span
        className="ellipsis"
        title={createdAt === undefined ? '' : formatUtc(createdAt)}
        translate="no"
      >
        {createdAt === undefined ? '' : formatDateTime(createdAt)}
      </span>
      <span className="ellipsis">{contains.join(', ')}</span>
      <span className="ellipsis weak" title={description} translate="no">
        {description}
      </span>
    </>
  );
}
