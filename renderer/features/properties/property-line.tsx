import type { ReactElement } from 'react';
import type { ConnectionId } from '#shared/model/reference.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { plainText } from './humanise.ts';
import { groupName, onDemandGroup, type PropertyLine } from './property-lines.ts';
import { PropertyValueView } from './property-value-view.tsx';
import type { Reads } from './use-reads.ts';

export interface PropertyLineViewProps {
  readonly line: PropertyLine;
  readonly connection: ConnectionId;
  readonly reads: Reads;
  readonly changed: boolean;
  readonly index: number;
  readonly top: number;
  readonly current: boolean;
  readonly onToggle: (id: string) => void;
}

/** One line of the property panel: a group, a property, or a part of a value. */
export function PropertyLineView(props: PropertyLineViewProps): ReactElement {
  const { line, index, top, current } = props;
  const openable = line.kind === 'group' || line.openable;
  const classes = [
    'property-line',
    line.kind === 'group' ? 'property-group' : '',
    props.changed ? 'property-changed' : '',
    current ? 'property-current' : '',
  ];
  return (
    <div
      role="row"
      id={`property-${index}`}
      aria-level={line.kind === 'group' ? 1 : line.depth + 2}
      aria-rowindex={index + 1}
      {...(openable ? { 'aria-expanded': line.open } : {})}
      data-index={index}
      className={classes.filter((one) => one !== '').join(' ')}
      style={{ transform: `translateY(${top}px)` }}
    >
      {line.kind === 'group' ? (
        <div role="gridcell" className="property-path" aria-colspan={2}>
          <Twisty line={line} onToggle={props.onToggle} />
          <span>{groupTitle(groupName(line.id))}</span>
          <span className="weak">{formatNumber(line.count)}</span>
        </div>
      ) : (
        <ValueCells {...props} line={line} />
      )}
    </div>
  );
}

function groupTitle(name: string): string {
  if (name === onDemandGroup) return t('properties.group.onDemand');
  return name === '' ? t('properties.group.own') : name;
}

function ValueCells(
  props: PropertyLineViewProps & { readonly line: Extract<PropertyLine, { kind: 'value' }> },
): ReactElement {
  const { line, connection, reads, changed, onToggle } = props;
  return (
    <>
      <div
        role="gridcell"
        className="property-path"
        style={{ paddingLeft: 18 + line.depth * 16 }}
        title={line.entry?.type === undefined ? line.id : `${line.id}\n${line.entry.type}`}
      >
        <Twisty line={line} onToggle={onToggle} />
        <span className="mono ellipsis selectable">{line.label}</span>
        {changed && (
          <span
            className="property-dot"
            role="img"
            aria-label={t('properties.changed')}
            title={t('properties.changed')}
          />
        )}
      </div>
      <div role="gridcell" className="property-value">
        <PropertyValueView
          connection={connection}
          path={line.id}
          value={line.value}
          entry={line.entry}
          reading={line.entry === undefined ? undefined : reads.byPath.get(line.id)}
          onRead={() => reads.read(line.id)}
          onCancel={() => reads.cancel(line.id)}
        />
        <span className="property-tools">
          <CopyButton text={plainText(line.value)} label={t('properties.copyValue')} />
          <CopyButton text={line.id} label={t('properties.copyPath')} />
        </span>
      </div>
    </>
  );
}

function Twisty(props: {
  readonly line: PropertyLine;
  readonly onToggle: (id: string) => void;
}): ReactElement {
  const { line, onToggle } = props;
  if (line.kind === 'value' && !line.openable) return <span className="property-twisty" />;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={line.open ? 'property-twisty tree-open' : 'property-twisty'}
      aria-label={line.open ? t('tree.collapse') : t('tree.expand')}
      onClick={() => onToggle(line.id)}
    >
      <Icon name="chevron" size={13} />
    </button>
  );
}
