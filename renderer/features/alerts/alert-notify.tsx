import type { ReactElement } from 'react';
import { alertSeverities } from '#shared/model/alert.ts';
import { t } from '../../i18n/translate.ts';
import { useWorkspace, type AlertNotify } from '../../state/workspace/workspace.ts';
import { ChoiceSwitch } from '../../ui/choice-switch.tsx';
import { notifiedFrom, setAlertNotify } from './notify-alerts.ts';

/** From which severity on the desktop notifies of alerts. */
export function AlertNotifySwitch(): ReactElement {
  const wanted = useWorkspace((state) => state.alertNotify);
  const severities = alertSeverities.filter((severity) => severity !== 'info');
  const chosen = notifiedFrom(wanted);
  return (
    <ChoiceSwitch<AlertNotify>
      label={t('alerts.notify')}
      icon={chosen === 'none' ? 'bellOff' : 'bell'}
      choices={[
        { value: 'none', label: t('alerts.notify.none') },
        ...severities.map((severity) => ({
          value: severity,
          label:
            severity === 'critical'
              ? t('alerts.notify.critical')
              : t('alerts.notify.from', { severity: t(`alerts.severity.${severity}`) }),
        })),
      ]}
      chosen={chosen}
      onChoose={(value) => void setAlertNotify(value)}
    />
  );
}
