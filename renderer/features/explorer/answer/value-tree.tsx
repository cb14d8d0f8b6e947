import Button from '@mui/material/Button';
import { useMemo, useState, type ReactElement } from 'react';
import type { ExplorerType, ExplorerValue } from '#shared/model/explorer.ts';
import type { PropertyValue } from '#shared/model/property-value.ts';
import { copyText } from '../../../actions/copy.ts';
import { searchWords } from '../../../format/search-words.ts';
import { t } from '../../../i18n/translate.ts';
import { FoldingList } from '../../../ui/lines/folding-list.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { SearchField } from '../../../ui/search/search-field.tsx';
import type { FormTypes } from '../form/form-node.ts';
import { writeJson } from '../form/json-text.ts';
import { ValueLineView, valueText } from './value-line-view.tsx';
import { valueLines } from './value-lines.ts';

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
  const lines = useMemo(() => {
    const words = searchWords(search);
    return valueLines(label, value, type, { types, toggled, words });
  }, [label, value, type, types, toggled, search]);

  const toggle = (id: string): void =>
    setToggled((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
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
        <FoldingList
          label={t('explorer.result.label')}
          name="value"
          className="value-list"
          lines={lines}
          renderLine={(line, place) => (
            <ValueLineView key={line.id} line={line} place={place} onToggle={toggle} />
          )}
          onToggle={toggle}
          onCopy={(line) => void copyText(valueText(line.value))}
        />
      )}
    </>
  );
}
