import Button from '@mui/material/Button';
import { useMemo, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { ExplorerType, ExplorerValue } from '#shared/model/explorer.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { copyText } from '../../actions/copy.ts';
import { t } from '../../i18n/translate.ts';
import { Icon } from '../../ui/icon.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { useVirtualLines } from '../../ui/virtual-lines.ts';
import type { FormTypes } from './form/form-node.ts';
import { writeJson } from './form/json-text.ts';
import { lineMove } from './line-keys.ts';
import { ValueLineView, valueText } from './value-line-view.tsx';
import { valueLines } from './value-lines.ts';

const lineHeight = 26;

export interface ValueTreeProps {
  readonly label: string;
  readonly value: PropertyValue;
  readonly type: ExplorerType | undefined;
  readonly types: FormTypes;
}

/** A value with all its parts: typed, foldable, searchable. */
export function ValueTree({ label, value, type, types }: ValueTreeProps): ReactElement {
  const [search, setSearch] = useState('');
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => {
    const words = search
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    return valueLines(label, value, type, { types, toggled, words });
  }, [label, value, type, types, toggled, search]);
  const virtualizer = useVirtualLines(scroller, lines.length, lineHeight);

  const toggle = (id: string): void =>
    setToggled((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines[current];
    if (event.target !== event.currentTarget || line === undefined || event.altKey) return;
    const next = lineMove(event.key, current, lines.length);
    const wanted = line.open ? 'ArrowLeft' : 'ArrowRight';
    if (next !== undefined) {
      setCurrent(next);
      virtualizer.scrollToIndex(next, { align: 'auto' });
    } else if (line.openable && (event.key === wanted || event.key === ' ')) toggle(line.id);
    else if (event.key === 'c' && (event.ctrlKey || event.metaKey)) {
      if (String(document.getSelection() ?? '') !== '') return;
      void copyText(valueText(line.value));
    } else return;
    event.preventDefault();
  };
  return (
    <>
      <div className="value-head">
        <SearchField
          value={search}
          label={t('explorer.result.search')}
          clearLabel={t('common.clear')}
          onChange={setSearch}
        />
        <Button
          variant="outlined"
          color="inherit"
          startIcon={<Icon name="copy" size={13} />}
          onClick={() => void copyText(writeJson(value as ExplorerValue))}
        >
          {t('explorer.result.copyAll')}
        </Button>
      </div>
      {lines.length === 0 ? (
        <p className="weak">{t('explorer.result.noMatch', { text: search.trim() })}</p>
      ) : (
        <div
          ref={scroller}
          className="value-list"
          role="treegrid"
          tabIndex={0}
          aria-label={t('explorer.result.label')}
          aria-rowcount={lines.length}
          aria-activedescendant={`value-${current}`}
          onKeyDown={onKeyDown}
          onClick={(event) => {
            const line = (event.target as Element).closest('[data-index]');
            if (line !== null) setCurrent(Number(line.getAttribute('data-index')));
          }}
        >
          <div role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
            {virtualizer.getVirtualItems().map(({ index, start }) => {
              const line = lines[index];
              return line === undefined ? null : (
                <ValueLineView
                  key={line.id}
                  line={line}
                  index={index}
                  top={start}
                  current={index === current}
                  onToggle={toggle}
                />
              );
            })}
          </div>
        </div>
      )}
    </>
  );
}
