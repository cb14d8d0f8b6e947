import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { ReactElement } from 'react';
import { t } from '../i18n/translate.ts';
import { useAlerts } from '../state/alerts/alerts.ts';
import { useWorkspace, type PanelName } from '../state/workspace/workspace.ts';

/** Which of its things the panel below shows. */
export function PanelSwitch(): ReactElement {
  const panel = useWorkspace((state) => state.panel);
  const count = useAlerts((state) => state.attention);
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={panel}
      aria-label={t('panel.choice')}
      onChange={(_event, next: PanelName | null) => {
        if (next !== null) useWorkspace.getState().set({ panel: next });
      }}
    >
      <ToggleButton value="tasks" className="panel-toggle panel-name">
        {t('tasks.title')}
      </ToggleButton>
      <ToggleButton value="alerts" className="panel-toggle panel-name">
        {t('alerts.titleCount', { count })}
      </ToggleButton>
      <ToggleButton value="history" className="panel-toggle panel-name">
        {t('history.title')}
      </ToggleButton>
    </ToggleButtonGroup>
  );
}
