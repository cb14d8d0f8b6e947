import Alert from '@mui/material/Alert';
import { useMemo, useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { onlyDefined } from '#shared/model/only-defined.ts';
import type { PropertyEntry } from '#shared/model/property-entry.ts';
import { objectKey, type ObjectAddress } from '#shared/model/reference.ts';
import { useFeed } from '../../bridge/use-feed.ts';
import { copyText } from '../../actions/copy.ts';
import { searchWords } from '../../format/search-words.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { applyProperties, createPropertySet, failProperties } from '../../state/property-set.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FoldingList } from '../../ui/lines/folding-list.tsx';
import { SearchField } from '../../ui/search/search-field.tsx';
import { plainText } from './humanise.ts';
import type { LineTrail } from './key-links.ts';
import { PropertyLineView } from './property-line.tsx';
import { propertyLines, withTrail } from './property-lines.ts';
import { useReads, type Reads } from './use-reads.ts';
import './properties.css';

/** Every native property of an object: live, searchable, with its native path. */
export function PropertiesPanel({ address }: { readonly address: ObjectAddress }): ReactElement {
  return <Panel key={objectKey(address)} address={address} />;
}

function Panel({ address }: { readonly address: ObjectAddress }): ReactElement {
  const reads = useReads(address);
  const list = usePropertyList(address, reads);
  const { lines, entries, changed, ready, error, search, toggle } = list;
  return (
    <section className="properties" aria-label={t('properties.label')}>
      <div className="properties-head">
        <SearchField
          value={search}
          label={t('properties.search')}
          clearLabel={t('common.clear')}
          onChange={list.setSearch}
        />
        <span className="weak" role="status">
          {ready
            ? t('properties.count', { shown: list.count, total: entries.size })
            : t('common.loading')}
        </span>
      </div>
      {error !== null && error.kind !== 'missing' && (
        <Alert severity="error">
          {t('properties.failed')}: {inWords(error.message)}
        </Alert>
      )}
      {ready && lines.length === 0 ? (
        <NoProperties search={search} some={entries.size > 0} />
      ) : (
        <FoldingList
          label={t('properties.label')}
          name="property"
          lines={lines}
          renderLine={(line, place) => (
            <PropertyLineView
              key={line.id}
              line={line}
              place={place}
              connection={address.connection}
              reads={reads}
              changed={line.kind === 'value' && line.depth === 0 && changed.has(line.id)}
              onToggle={toggle}
              onFollow={list.follow}
            />
          )}
          {...onlyDefined({ shown: list.shownLine })}
          onToggle={toggle}
          onCopy={(line) => {
            if (line.kind === 'value') void copyText(plainText(line.value));
          }}
        />
      )}
    </section>
  );
}

function NoProperties(props: { readonly search: string; readonly some: boolean }): ReactElement {
  const { search, some } = props;
  const title = some ? t('properties.noMatch', { text: search.trim() }) : t('properties.empty');
  return <EmptyState icon="search" title={title} />;
}

/** The properties as they come, those that were looked for, and which of them are open. */
function usePropertyList({ connection, ref }: ObjectAddress, { byPath }: Reads) {
  const [set] = useState(createPropertySet);
  useFeed(
    'properties',
    { connection, ref },
    (frame) => applyProperties(set, frame),
    (error) => failProperties(set, error),
  );
  const { entries, changed, version, ready, error } = useStore(set);
  const [search, setSearch] = useState('');
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [shownLine, setShownLine] = useState<{ readonly id: string }>();
  const { lines, shown: count } = useMemo(() => {
    void version;
    const valueOf = (entry: PropertyEntry) => {
      const reading = byPath.get(entry.path);
      return reading?.state === 'done' ? reading.entry.value : entry.value;
    };
    return propertyLines(entries.values(), { toggled, words: searchWords(search), valueOf });
  }, [entries, version, toggled, search, byPath]);
  const toggle = (id: string): void =>
    setToggled((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const follow = (trail: LineTrail): void => {
    setSearch('');
    setToggled((before) => withTrail(before, trail));
    const id = trail.at(-1);
    if (id !== undefined) setShownLine({ id });
  };
  return {
    lines,
    count,
    entries,
    changed,
    ready,
    error,
    search,
    setSearch,
    toggle,
    follow,
    shownLine,
  };
}
