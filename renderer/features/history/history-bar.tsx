import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { ReactElement, ReactNode } from 'react';
import {
  historyKinds,
  historySeverities,
  type HistoryKind,
  type HistorySeverity,
} from '#shared/model/history.ts';
import { t } from '../../i18n/translate.ts';
import {
  historySpans,
  type HistoryFilter,
  type HistorySpan,
} from '../../state/history/history-filter.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { SearchField } from '../../ui/search/search-field.tsx';

type Change = (change: Partial<HistoryFilter>) => void;

/** What of a history is shown. `children` say how much that is. */
export function HistoryBar(props: {
  readonly title: ReactNode;
  readonly filter: HistoryFilter;
  readonly onChange: Change;
  /** Absent while there is nothing to save. */
  readonly onExport: (() => void) | undefined;
  readonly children: ReactNode;
}): ReactElement {
  const { title, filter, onChange: change, onExport, children } = props;
  return (
    <div className="panel-head">
      {title}
      <Kinds kinds={filter.kinds} change={change} />
      <Severities severities={filter.severities} change={change} />
      <Select
        size="small"
        className="panel-server"
        value={filter.span}
        inputProps={{ 'aria-label': t('history.span') }}
        onChange={(event) => change({ span: event.target.value })}
      >
        {(Object.keys(historySpans) as readonly HistorySpan[]).map((span) => (
          <MenuItem key={span} value={span}>
            {t(`history.span.${span}`)}
          </MenuItem>
        ))}
      </Select>
      <SearchField
        value={filter.who}
        label={t('history.who')}
        clearLabel={t('common.clear')}
        onChange={(who) => change({ who })}
      />
      <SearchField
        value={filter.words}
        label={t('history.search')}
        clearLabel={t('common.clear')}
        onChange={(words) => change({ words })}
      />
      <span className="weak panel-count" role="status">
        {children}
      </span>
      <Button
        color="inherit"
        disabled={onExport === undefined}
        startIcon={<Icon name="download" size={14} />}
        onClick={onExport}
      >
        {t('history.export')}
      </Button>
    </div>
  );
}

function Kinds(props: {
  readonly kinds: readonly HistoryKind[];
  readonly change: Change;
}): ReactElement {
  const { kinds, change } = props;
  return (
    <ToggleButtonGroup
      size="small"
      value={kinds}
      aria-label={t('history.kinds')}
      onChange={(_event, next: readonly HistoryKind[]) => change({ kinds: next })}
    >
      {historyKinds.map((kind) => (
        <ToggleButton key={kind} value={kind} className="panel-toggle">
          {t(`history.kinds.${kind}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

function Severities(props: {
  readonly severities: readonly HistorySeverity[];
  readonly change: Change;
}): ReactElement {
  const { severities, change } = props;
  return (
    <ToggleButtonGroup
      size="small"
      value={severities}
      aria-label={t('history.severities')}
      onChange={(_event, next: readonly HistorySeverity[]) => change({ severities: next })}
    >
      {historySeverities.map((severity) => (
        <ToggleButton key={severity} value={severity} className="panel-toggle">
          {t(`history.severity.${severity}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
