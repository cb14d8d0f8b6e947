import Alert from '@mui/material/Alert';
import { useMemo, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { PropertyEntry } from '#shared/model/property-entry.ts';
import { objectKey, type ObjectAddress } from '#shared/model/reference.ts';
import { useFeed } from '../../bridge/use-feed.ts';
import { t } from '../../i18n/translate.ts';
import { applyProperties, createPropertySet, failProperties } from '../../state/property-set.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { PropertyList } from './property-list.tsx';
import { propertyLines } from './property-lines.ts';
import { useReads } from './use-reads.ts';
import './properties.css';

/** Every native property of an object: live, searchable, with its native path. */
export function PropertiesPanel({ address }: { readonly address: ObjectAddress }): ReactElement {
  return <Panel key={objectKey(address)} address={address} />;
}

function Panel({ address }: { readonly address: ObjectAddress }): ReactElement {
  const { connection, ref } = address;
  const [set] = useState(createPropertySet);
  useFeed(
    'properties',
    { connection, ref },
    (step) => applyProperties(set, step),
    (error) => failProperties(set, error),
  );
  const { entries, changed, version, ready, error } = useStore(set);
  const [search, setSearch] = useState('');
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const reads = useReads({ connection, ref });
  const { byPath } = reads;

  const { lines, shown } = useMemo(() => {
    void version;
    const valueOf = (entry: PropertyEntry) => {
      const reading = byPath.get(entry.path);
      return reading?.state === 'done' ? reading.entry.value : entry.value;
    };
    const words = search
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    return propertyLines(entries.values(), { toggled, words, valueOf });
  }, [entries, version, toggled, search, byPath]);

  const toggle = (id: string): void =>
    setToggled((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });

  return (
    <section className="properties" aria-label={t('properties.label')}>
      <div className="properties-head">
        <SearchField
          value={search}
          label={t('properties.search')}
          clearLabel={t('common.clear')}
          onChange={setSearch}
        />
        <span className="weak" role="status">
          {ready ? t('properties.count', { shown, total: entries.size }) : t('common.loading')}
        </span>
      </div>
      {error !== null && error.kind !== 'missing' && (
        <Alert severity="error">
          {t('properties.failed')}: {error.message}
        </Alert>
      )}
      {ready && lines.length === 0 ? (
        <EmptyState
          icon="search"
          title={
            entries.size === 0
              ? t('properties.empty')
              : t('properties.noMatch', { text: search.trim() })
          }
        />
      ) : (
        <PropertyList
          lines={lines}
          connection={connection}
          reads={reads}
          changed={changed}
          onToggle={toggle}
        />
      )}
    </section>
  );
}
