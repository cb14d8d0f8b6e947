import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import type { ReactElement } from 'react';
import type { ViewSummary } from '#shared/model/view.ts';
import { barActions } from '../../actions/action-order.ts';
import type { TargetActions } from '../../actions/action.ts';
import { useQueryValues } from '../../bridge/use-query-values.ts';
import { t } from '../../i18n/translate.ts';
import { SelectedBar } from '../../ui/actions/selected-bar.tsx';
import type { ListExport } from './use-export.ts';
import { ExportButton } from './export-button.tsx';
import { SearchMenu } from './search-menu.tsx';
import { QueryField } from '../../ui/search/query-field.tsx';

export interface ListHeadProps {
  readonly typed: string;
  readonly onType: (typed: string) => void;
  /** Id of what says what is wrong with the search; absent while nothing is. */
  readonly problemId: string | undefined;
  readonly freeText: boolean;
  readonly namesOnly: boolean;
  readonly onNamesOnly: (namesOnly: boolean) => void;
  readonly summary: ViewSummary | undefined;
  readonly selected: number;
  readonly target: TargetActions;
  readonly onClear: () => void;
  readonly onUpdate: () => void;
  readonly exports: ListExport;
}

/** The search of a list and where it matched; with a selection, what can be done with it. */
export function ListHead(props: ListHeadProps): ReactElement {
  const { typed, summary, selected } = props;
  const values = useQueryValues();
  return (
    <div className="list-head">
      <div className="list-search">
        <QueryField
          value={typed}
          label={t('list.search')}
          clearLabel={t('common.clear')}
          problemId={props.problemId}
          values={values}
          onChange={props.onType}
        />
      </div>
      <SearchMenu typed={typed} onChoose={props.onType} />
      {props.freeText && summary !== undefined && <Where {...props} summary={summary} />}
      {selected > 0 ? (
        <SelectedBar
          count={selected}
          target={{ ...props.target, shown: barActions(props.target.actions) }}
          onClear={props.onClear}
        />
      ) : (
        <span role="status" className="weak">
          {summary === undefined ? t('common.loading') : t('list.count', { count: summary.total })}
        </span>
      )}
      {summary !== undefined && summary.waiting > 0 && (
        <Button size="small" onClick={props.onUpdate} title={t('list.update')}>
          {t('list.waiting', { count: summary.waiting })}
        </Button>
      )}
      <ExportButton
        exports={props.exports}
        disabled={summary === undefined || summary.total === 0}
      />
    </div>
  );
}

/** Free text is found in names and elsewhere: which of them is meant. */
function Where(props: ListHeadProps & { readonly summary: ViewSummary }): ReactElement {
  const { summary, namesOnly, onNamesOnly } = props;
  const chip = (label: string, on: boolean, choose: boolean): ReactElement => (
    <Chip
      size="small"
      label={label}
      color={on ? 'primary' : 'default'}
      aria-pressed={on}
      onClick={() => onNamesOnly(choose)}
    />
  );
  return (
    <>
      {chip(t('list.inName', { count: summary.inName }), namesOnly, true)}
      {!namesOnly && chip(t('list.elsewhere', { count: summary.total }), true, false)}
      {namesOnly && chip(t('list.anywhere'), false, false)}
    </>
  );
}
