import type { ReactElement } from 'react';
import type { Environment, Profile } from '#shared/model/profile.ts';
import { t } from '../../i18n/translate.ts';
import { Icon } from '../icons/icon.tsx';
import './environment.css';

/** What a server is for, wherever it is named; nothing where nobody said. */
export function EnvironmentMark(props: {
  readonly profile: Pick<Profile, 'environment' | 'readOnly'>;
}): ReactElement | null {
  const { environment, readOnly } = props.profile;
  return (
    <>
      {environment !== undefined && (
        <span className={`environment environment-${environment}`}>
          {t(`environment.${environment}`)}
        </span>
      )}
      {readOnly === true && (
        <span className="read-only" title={t('readOnly.help')}>
          <Icon name="lock" size={13} />
          {t('readOnly')}
        </span>
      )}
    </>
  );
}

/** The class that marks a line of the environment at its edge. */
export function environmentEdge(environment: Environment | undefined): string {
  return environment === undefined ? '' : ` edge-${environment}`;
}
