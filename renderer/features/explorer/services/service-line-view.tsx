import { memo, type ReactElement } from 'react';
import { formatNumber } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import type { ServiceLine } from './service-lines.ts';

export interface ServiceLineViewProps {
  readonly line: ServiceLine;
  readonly index: number;
  readonly top: number;
  readonly current: boolean;
  readonly chosen: boolean;
}

/** A package, a service or an operation. */
export const ServiceLineView = memo(function ServiceLineView(
  props: ServiceLineViewProps,
): ReactElement {
  const { line, index, top, current, chosen } = props;
  const missing = 'available' in line && !line.available;
  const classes = [
    'explorer-line',
    `explorer-line-${line.kind}`,
    missing ? 'explorer-line-missing' : '',
    current ? 'explorer-line-current' : '',
    chosen ? 'explorer-line-chosen' : '',
  ];
  return (
    <div
      role="treeitem"
      id={`service-${index}`}
      data-index={index}
      aria-level={{ group: 1, service: 2, operation: 3, note: 3 }[line.kind]}
      aria-selected={chosen}
      {...('open' in line && { 'aria-expanded': line.open })}
      className={classes.filter((one) => one !== '').join(' ')}
      style={{ transform: `translateY(${top}px)` }}
      title={titleOf(line)}
      translate={line.kind === 'note' ? undefined : 'no'}
    >
      {'open' in line && (
        <Icon
          name="chevron"
          size={13}
          className={line.open ? 'explorer-twisty explorer-open' : 'explorer-twisty'}
        />
      )}
      <span className="ellipsis">{textOf(line)}</span>
      {line.kind === 'group' && <span className="weak">{formatNumber(line.count)}</span>}
      {line.kind === 'service' && missing && (
        <span className="explorer-missing">{t('explorer.missing')}</span>
      )}
    </div>
  );
});

function textOf(line: ServiceLine): string {
  switch (line.kind) {
    case 'group':
      return line.id;
    case 'service':
      return line.label;
    case 'operation':
      return line.operation;
    case 'note':
      return line.problem ?? t('common.loading');
  }
}

function titleOf(line: ServiceLine): string {
  switch (line.kind) {
    case 'operation':
      return `${line.service}.${line.operation}`;
    case 'note':
      return line.problem ?? '';
    default:
      return line.id;
  }
}
