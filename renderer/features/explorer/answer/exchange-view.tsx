import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useMemo, useState, type ReactElement } from 'react';
import type { WireExchange } from '#shared/model/explorer.ts';
import { copyText } from '../../../actions/copy.ts';
import { formatBytes } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { LinkButton } from '../../../ui/link-button.tsx';
import type { CallState } from '../call/calls.ts';
import { indentJson } from './indent-json.ts';

/** A body longer than this is drawn when somebody asks for it, in characters. */
const shownAtFirst = 100_000;

/** The request and its answer as they were on the wire. */
export function ExchangeView({ call }: { readonly call: CallState | undefined }): ReactElement {
  return call?.state === 'done' ? (
    <Exchange exchange={call.answer.exchange} />
  ) : (
    <EmptyState icon="network" title={t('explorer.exchange.empty')} />
  );
}

function Exchange({ exchange }: { readonly exchange: WireExchange }): ReactElement {
  const [pretty, setPretty] = useState(false);
  const { method, url, requestHeaders, requestBody, status, responseHeaders, responseBody, curl } =
    exchange;
  return (
    <div className="exchange">
      <div className="exchange-bar">
        <Button
          variant="outlined"
          color="inherit"
          startIcon={<Icon name="command" size={13} />}
          onClick={() => void copyText(curl)}
        >
          {t('explorer.exchange.curl')}
        </Button>
        <FormControlLabel
          control={
            <Checkbox checked={pretty} onChange={(event) => setPretty(event.target.checked)} />
          }
          label={t('explorer.exchange.pretty')}
        />
        <span className="weak">{t('explorer.exchange.masked')}</span>
      </div>
      <Message
        title={t('explorer.exchange.request')}
        copyLabel={t('explorer.exchange.copyRequest')}
        line={`${method} ${url}`}
        headers={requestHeaders}
        body={requestBody}
        pretty={pretty}
      />
      <Message
        title={t('explorer.exchange.response')}
        copyLabel={t('explorer.exchange.copyResponse')}
        line={String(status)}
        headers={responseHeaders}
        body={responseBody}
        pretty={pretty}
      />
    </div>
  );
}

interface MessageProps {
  readonly title: string;
  readonly copyLabel: string;
  readonly line: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  readonly pretty: boolean;
}

function Message({ title, copyLabel, line, headers, body, pretty }: MessageProps): ReactElement {
  const [all, setAll] = useState(false);
  const text = useMemo(() => (pretty ? indentJson(body) : body), [pretty, body]);
  const cut = !all && text.length > shownAtFirst;
  return (
    <section className="exchange-part" aria-label={title}>
      <h4>
        {title}
        <CopyButton text={body} label={copyLabel} />
      </h4>
      <pre className="mono selectable exchange-text" tabIndex={0}>
        <strong>{line}</strong>
        {'\n'}
        {headers.map(([name, value]) => `${name}: ${value}\n`).join('')}
        {'\n'}
        {cut ? text.slice(0, shownAtFirst) : text}
      </pre>
      {cut && (
        <p className="weak">
          {t('explorer.exchange.long', {
            shown: formatBytes(shownAtFirst),
            total: formatBytes(text.length),
          })}{' '}
          <LinkButton onClick={() => setAll(true)}>{t('explorer.showAll')}</LinkButton>
        </p>
      )}
    </section>
  );
}
