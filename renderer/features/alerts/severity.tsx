import type { ReactElement } from 'react';
import type { AlertSeverity } from '#shared/model/alert.ts';
import { t } from '../../i18n/translate.ts';
import type { IconName } from '../../ui/icons/icon-paths.ts';
import { Icon } from '../../ui/icons/icon.tsx';

const icons: Readonly<Record<AlertSeverity, IconName>> = {
  critical: 'cancel',
  major: 'alert',
  warning: 'alert',
  minor: 'info',
  info: 'info',
};

/** How much an alert matters, by a sign and its colour. */
export function SeverityIcon({ severity }: { readonly severity: AlertSeverity }): ReactElement {
  return <Icon name={icons[severity]} size={14} className={`severity-${severity}`} />;
}

export function Severity({ severity }: { readonly severity: AlertSeverity }): ReactElement {
  return (
    <span className="alert-severity">
      <SeverityIcon severity={severity} />
      {t(`alerts.severity.${severity}`)}
    </span>
  );
}
