import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import type { MorefError } from '#shared/model/error.ts';
import type { PropertyEntry } from '#shared/model/property-entry.ts';
import { isReferenceValue, type PropertyValue } from '#shared/model/property-value.ts';
import { makeRef, type ConnectionId } from '#shared/model/reference.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { inWords, t } from '../../i18n/translate.ts';
import { showDialog } from '../../state/dialogs.ts';
import { useRow } from '../../state/inventory/inventory-store.ts';
import { goTo } from '../../state/workspace/navigation.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { humanise } from './humanise.ts';
import type { Reading } from './use-reads.ts';

/** Characters beyond which a text gets a window of its own. */
const longText = 80;

export interface PropertyValueViewProps {
  readonly connection: ConnectionId;
  readonly path: string;
  readonly value: PropertyValue | undefined;
  readonly entry: PropertyEntry | undefined;
  readonly reading: Reading | undefined;
  readonly onRead: () => void;
  readonly onCancel: () => void;
  /** Goes to the thing that the text is the key of; absent where it is none. */
  readonly onFollow?: () => void;
}

/** The value of a line: what it is, why it is not there, or the button that fetches it. */
export function PropertyValueView(props: PropertyValueViewProps): ReactElement {
  const { value, entry, reading, onRead, onCancel } = props;
  if (reading?.state === 'reading')
    return (
      <>
        <span className="weak">{t('properties.reading')}</span>
        <SmallButton label={t('common.cancel')} onClick={onCancel} />
      </>
    );
  if (reading?.state === 'failed')
    return <Failed title={props.path} error={reading.error} onRetry={onRead} />;
  const missing = (reading === undefined ? entry : reading.entry)?.missing;
  if (value !== undefined) return <Value {...props} />;
  if (missing !== undefined)
    return <span className="tone-warn">{t('properties.missing', { reason: missing })}</span>;
  if (entry?.onDemand === true && reading === undefined)
    return (
      <>
        <SmallButton label={t('properties.read')} onClick={onRead} />
        <span className="weak ellipsis">{entry.type}</span>
      </>
    );
  return <Value {...props} />;
}

function Failed(props: {
  readonly title: string;
  readonly error: MorefError;
  readonly onRetry: () => void;
}): ReactElement {
  const { title, error, onRetry } = props;
  return (
    <>
      <span className="tone-error ellipsis" role="alert" title={inWords(error.message)}>
        {inWords(error.message)}
      </span>
      <SmallButton
        label={t('common.details')}
        onClick={() => showDialog({ kind: 'error', title, error })}
      />
      <SmallButton label={t('common.retry')} onClick={onRetry} />
    </>
  );
}

function Value(props: PropertyValueViewProps): ReactElement {
  const { connection, path, value, entry, onRead, onFollow } = props;
  return (
    <>
      {onFollow !== undefined && typeof value === 'string' ? (
        <LinkButton title={value} onClick={onFollow}>
          {visibleName(value)}
        </LinkButton>
      ) : (
        <Shown connection={connection} path={path} value={value} />
      )}
      {entry?.onDemand === true && (
        <SmallButton label={t('properties.readAgain')} onClick={onRead} />
      )}
    </>
  );
}

function SmallButton(props: {
  readonly label: string;
  readonly onClick: () => void;
}): ReactElement {
  return (
    <Button variant="outlined" className="property-button" onClick={props.onClick}>
      {props.label}
    </Button>
  );
}

function Shown(props: {
  readonly connection: ConnectionId;
  readonly path: string;
  readonly value: PropertyValue | undefined;
}): ReactElement {
  const { connection, path, value } = props;
  const ref = isReferenceValue(value) ? makeRef(value.type, value.value) : null;
  const row = useRow(connection, ref);
  const { text, exact, weak, mark } = humanise(path, value);
  if (ref !== null && row !== undefined)
    return (
      <>
        <LinkButton title={ref} onClick={() => goTo({ connection, ref })}>
          {visibleName(row.name)}
        </LinkButton>
        <span className="weak mono ellipsis">{ref}</span>
      </>
    );
  const long = typeof value === 'string' && (value.length > longText || value.includes('\n'));
  return (
    <>
      <span
        className={weak === true ? 'weak ellipsis selectable' : 'ellipsis selectable'}
        title={exact === undefined ? text : `${text}\n${t('properties.exact', { text: exact })}`}
      >
        {text}
      </span>
      {mark !== undefined && <span className="tone-warn">{mark}</span>}
      {long && (
        <SmallButton
          label={t('properties.showAll')}
          onClick={() => showDialog({ kind: 'text', title: path, text: value })}
        />
      )}
    </>
  );
}
