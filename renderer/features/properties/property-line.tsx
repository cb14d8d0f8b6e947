import type { ReactElement } from 'react';
import type { ConnectionId } from '#shared/model/reference.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FoldingRow, type LinePlace } from '../../ui/lines/folding-list.tsx';
import { Twisty } from '../../ui/lines/twisty.tsx';
import { plainText } from './humanise.ts';
import type { LineTrail } from './key-links.ts';
import { groupName, onDemandGroup, type PropertyLine } from './property-lines.ts';
import { PropertyValueView } from './property-value-view.tsx';
import type { Reads } from './use-reads.ts';

export interface PropertyLineViewProps {
  readonly line: PropertyLine;
  readonly connection: ConnectionId;
  readonly reads: Reads;
  readonly changed: boolean;
  readonly place: LinePlace;
  readonly onToggle: (id: string) => void;
  readonly onFollow: (trail: LineTrail) => void;
}

/** One line of the property panel: a group, a property, or a part of a value. */
export function PropertyLineView(props: PropertyLineViewProps): ReactElement {
  const { line, place, changed, onToggle } = props;
  if (line.kind === 'value')
    return (
      <FoldingRow
        name="property"
        line={line}
        place={place}
        level={line.depth + 2}
        className={changed ? 'property-line property-changed' : 'property-line'}
      >
        <ValueCells {...props} line={line} />
      </FoldingRow>
    );
  return (
    <FoldingRow
      name="property"
      line={line}
      place={place}
      level={1}
      className="property-line property-group"
    >
      <div role="gridcell" className="property-path" aria-colspan={2}>
        <Twisty openable open={line.open} onToggle={() => onToggle(line.id)} />
        <span>{groupTitle(groupName(line.id))}</span>
        <span className="weak">{formatNumber(line.count)}</span>
      </div>
    </FoldingRow>
  );
}

function groupTitle(name: string): string {
  if (name === onDemandGroup) return t('properties.group.onDemand');
  return name === '' ? t('properties.group.own') : name;
}

function ValueCells(
  props: PropertyLineViewProps & { readonly line: Extract<PropertyLine, { kind: 'value' }> },
): ReactElement {
  const { line, connection, reads, changed, onToggle, onFollow } = props;
  const { link } = line;
  return (
    <>
      <div
        role="gridcell"
        className="property-path"
        style={{ paddingLeft: 18 + line.depth * 16 }}
        title={line.entry?.type === undefined ? line.id : `${line.id}\n${line.entry.type}`}
      >
        <Twisty openable={line.openable} open={line.open} onToggle={() => onToggle(line.id)} />
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
          {...(link !== undefined && { onFollow: () => onFollow(link) })}
        />
        <span className="folding-tools property-tools">
          <CopyButton text={plainText(line.value)} label={t('properties.copyValue')} />
          <CopyButton text={line.id} label={t('properties.copyPath')} />
        </span>
      </div>
    </>
  );
}
