import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { ReactElement } from 'react';
import { formatNumber } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import type { IconName } from './icons/icon-paths.ts';
import { Icon } from './icons/icon.tsx';
import './state-filter.css';

/** How many things stand so. */
export interface StateCount<State extends string> {
  readonly state: State;
  readonly label: string;
  readonly icon: IconName;
  readonly className: string;
  readonly count: number;
}

/** How many there are in all and in each state; a press shows those alone, another one all again. */
export function StateFilter<State extends string>(props: {
  readonly label: string;
  /** Undefined while it is not known. */
  readonly total: number | undefined;
  readonly states: readonly StateCount<State>[];
  readonly shown: State | 'all';
  readonly onShow: (state: State | 'all') => void;
}): ReactElement {
  const { label, total, states, shown, onShow } = props;
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={shown}
      aria-label={label}
      onChange={(_event, next: State | 'all' | null) => onShow(next ?? 'all')}
    >
      <ToggleButton value="all" className="state-toggle">
        {t('bulk.all')} {total === undefined ? '' : formatNumber(total)}
      </ToggleButton>
      {states.map(({ state, label: name, icon, className, count }) => (
        <ToggleButton key={state} value={state} className="state-toggle">
          <Icon name={icon} size={13} className={className} />
          {name} {formatNumber(count)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
