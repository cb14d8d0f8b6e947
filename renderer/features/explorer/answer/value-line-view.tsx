import type { ReactElement } from 'react';
import type { ExplorerValue } from '#shared/model/explorer.ts';
import {
  isBytesValue,
  isDataObject,
  isDateTimeValue,
  type DataObjectValue,
  type PropertyValue,
} from '#shared/model/property-value.ts';
import { formatUtc } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { showDialog } from '../../../state/dialogs.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { FoldingRow, type LinePlace } from '../../../ui/lines/folding-list.tsx';
import { LinkButton } from '../../../ui/link-button.tsx';
import { Twisty } from '../../../ui/lines/twisty.tsx';
import { writeJson } from '../form/json-text.ts';
import { isValueList, leafText, type ValueLine } from './value-lines.ts';

/** Characters beyond which a text gets a window of its own. */
const longText = 90;

export interface ValueLineViewProps {
  readonly line: ValueLine;
  readonly place: LinePlace;
  readonly onToggle: (id: string) => void;
}

/** One line of a result: where, what, of which type. */
export function ValueLineView(props: ValueLineViewProps): ReactElement {
  const { line, place, onToggle } = props;
  const { id, label, depth, value, type, openable, open } = line;
  return (
    <FoldingRow name="value" line={line} place={place} level={depth + 1} className="value-line">
      <div
        role="gridcell"
        className="value-label"
        style={{ paddingLeft: 6 + depth * 16 }}
        title={id}
      >
        <Twisty openable={openable} open={open} onToggle={() => onToggle(id)} />
        <span className="mono ellipsis selectable">{label}</span>
      </div>
      <div role="gridcell" className="value-cell">
        <Shown line={line} />
        <span className="folding-tools value-tools">
          <CopyButton text={valueText(value)} label={t('explorer.copyValue')} />
          {id !== '' && <CopyButton text={id} label={t('explorer.copyPath')} />}
        </span>
      </div>
      <div role="gridcell" className="value-type weak mono ellipsis" title={typeOf(line)}>
        {type}
      </div>
    </FoldingRow>
  );
}

function typeOf({ value, type }: ValueLine): string {
  return isDataObject(value) && !isDateTimeValue(value) && !isBytesValue(value)
    ? value.$type
    : type;
}

function Shown({ line }: { readonly line: ValueLine }): ReactElement {
  const { id, label, value, open } = line;
  if (value === null || value === '')
    return <span className="weak">{value === null ? t('explorer.unset') : '""'}</span>;
  if (isValueList(value))
    return <span className="weak">{t('explorer.items', { count: value.length })}</span>;
  if (isDataObject(value) && !isDateTimeValue(value) && !isBytesValue(value))
    return <span className="weak ellipsis">{open ? '' : preview(value)}</span>;
  const text = leafText(value);
  const long = text.length > longText || text.includes('\n');
  return (
    <>
      <span
        className="ellipsis selectable"
        title={isDateTimeValue(value) ? formatUtc(value.ms) : text}
      >
        {text}
      </span>
      {long && (
        <LinkButton
          onClick={() => showDialog({ kind: 'text', title: id === '' ? label : id, text })}
        >
          {t('explorer.showAll')}
        </LinkButton>
      )}
    </>
  );
}

/** The first fields of a structure that is closed; what it is called before all. */
function preview(value: DataObjectValue): string {
  const parts: string[] = [];
  const named = Object.entries(value).sort(([a], [b]) => Number(isName(b)) - Number(isName(a)));
  for (const [name, part] of named) {
    if (name === '$type' || part === undefined || part === null) continue;
    const text = isValueList(part) ? `[${part.length}]` : isLeaf(part) ? leafText(part) : '{…}';
    parts.push(`${name}: ${text}`);
    if (parts.length >= 5) break;
  }
  return parts.join(', ');
}

function isName(field: string): boolean {
  return field === 'name' || field === 'display_name';
}

function isLeaf(value: PropertyValue): boolean {
  return !isDataObject(value) || isDateTimeValue(value) || isBytesValue(value);
}

/** A value for the clipboard: as it is, or as JSON. */
export function valueText(value: PropertyValue): string {
  return isLeaf(value) && !isValueList(value) ? leafText(value) : writeJson(value as ExplorerValue);
}
