import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useMemo, useState, type ReactElement, type RefObject } from 'react';
import type { ExplorerService } from '#shared/model/explorer.ts';
import type { ConnectionId } from '#shared/model/reference.ts';
import { searchWords } from '../../../format/search-words.ts';
import { t } from '../../../i18n/translate.ts';
import { SearchField } from '../../../ui/search/search-field.tsx';
import { groupOf, serviceLines, type ServiceLine } from './service-lines.ts';
import { ServiceList } from './service-list.tsx';
import { useAskedOperations } from './use-asked-operations.ts';

export interface ServiceBrowserProps {
  readonly connection: ConnectionId;
  readonly services: readonly ExplorerService[];
  /** Key of the operation on screen. */
  readonly chosen: string | undefined;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onChoose: (service: string, operation: string) => void;
}

/** The services to search and browse. */
export function ServiceBrowser(props: ServiceBrowserProps): ReactElement {
  const { connection, services, chosen, searchRef, onChoose } = props;
  const [text, setText] = useState('');
  const [showMissing, setShowMissing] = useState(true);
  const [list, setList] = useState<HTMLDivElement | null>(null);
  const { open, asked, toggle } = useOpenServices(connection, services, chosen);
  const missing = useMemo(() => services.filter(({ available }) => !available).length, [services]);
  const found = useMemo(() => {
    const words = searchWords(text);
    return serviceLines(services, { open, words, showMissing, asked });
  }, [services, open, text, showMissing, asked]);

  const firstOperation = found.lines.find((line) => line.kind === 'operation');
  return (
    <div className="explorer-browser">
      <div className="explorer-search">
        <SearchField
          value={text}
          label={t('explorer.search')}
          clearLabel={t('common.clear')}
          inputRef={searchRef}
          onChange={setText}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') list?.focus();
            else if (event.key === 'Enter' && firstOperation !== undefined)
              onChoose(firstOperation.service, firstOperation.operation);
            else return;
            event.preventDefault();
          }}
        />
        <span className="weak" role="status">
          {t('explorer.found', found)}
        </span>
        <MissingSwitch count={missing} shown={showMissing} onShow={setShowMissing} />
      </div>
      {found.lines.length === 0 ? (
        <p className="explorer-wait weak">{t('explorer.noMatch', { text: text.trim() })}</p>
      ) : (
        <ServiceList
          lines={found.lines}
          chosen={chosen}
          listRef={setList}
          onToggle={toggle}
          onChoose={onChoose}
        />
      )}
    </div>
  );
}

/** Services that the server does not have are listed, until one says otherwise. */
function MissingSwitch(props: {
  readonly count: number;
  readonly shown: boolean;
  readonly onShow: (shown: boolean) => void;
}): ReactElement | null {
  const { count, shown, onShow } = props;
  if (count === 0) return null;
  return (
    <FormControlLabel
      className="explorer-missing-switch"
      control={<Checkbox checked={shown} onChange={(event) => onShow(event.target.checked)} />}
      label={t('explorer.showMissing', { count })}
    />
  );
}

/** Which lines are open; the operations of a service that is opened are asked for. */
function useOpenServices(
  connection: ConnectionId,
  services: readonly ExplorerService[],
  chosen: string | undefined,
) {
  const [open, setOpen] = useState(() => openAtFirst(chosen));
  const { asked, ask } = useAskedOperations(connection);
  const toggle = (line: ServiceLine): void => {
    if (line.kind === 'service' && !line.open) {
      const { operations } = services.find(({ id }) => id === line.id) ?? {};
      if (operations === undefined) ask(line.id);
    }
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(line.id)) after.add(line.id);
      return after;
    });
  };
  return { open, asked, toggle };
}

/** What leads to the remembered operation, or the package that people look for most. */
function openAtFirst(chosen: string | undefined): ReadonlySet<string> {
  const [service] = chosen?.split(' ') ?? [];
  return new Set(service === undefined ? ['com.vmware.vcenter'] : [groupOf(service), service]);
}
