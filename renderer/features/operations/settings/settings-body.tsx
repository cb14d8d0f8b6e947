import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useEffect, useId, useRef, useState, type ReactElement, type ReactNode } from 'react';
import type { OperationInput } from '#shared/model/operation.ts';
import { inWords, t } from '../../../i18n/translate.ts';
import type { Asker } from '../lookup/lookup-picker.tsx';
import { SettingsField } from './settings-field.tsx';
import { pagesOf, type SettingsPage } from './settings-pages.ts';
import type { SettingsForm } from './use-settings.ts';
import './settings.css';

interface SettingsBodyProps {
  readonly form: SettingsForm;
  /** For whom choices are looked up; undefined where there is nobody to ask. */
  readonly asker: Asker | undefined;
  /** What the dialog was opened for: its page is shown, and it has the focus. */
  readonly first: OperationInput | undefined;
  /** A further page, behind those of the settings. */
  readonly more?: { readonly title: string; readonly content: ReactNode };
}

/** The pages of the settings at the left, and beside them the one that is looked at. */
export function SettingsBody({ form, asker, first, more }: SettingsBodyProps): ReactElement {
  const pages = pagesOf(form.asked);
  const id = useId();
  const [at, setAt] = useState(() => Math.max(0, pageIndex(pages, first)));
  // Who goes from page to page by the arrow keys stays in the list.
  const [opened, setOpened] = useState(true);
  const shown = pages[Math.min(at, pages.length - 1)];
  const onMore = more !== undefined && at >= pages.length;
  return (
    <div className="settings">
      <Tabs
        orientation="vertical"
        variant="scrollable"
        scrollButtons={false}
        value={Math.min(at, more === undefined ? pages.length - 1 : pages.length)}
        onChange={(_event, next: number) => {
          setAt(next);
          setOpened(false);
        }}
        aria-label={t('settings.pages')}
        className="settings-pages"
      >
        {pages.map((page, index) => (
          <Tab
            key={inWords(page.title)}
            id={`${id}-tab-${index}`}
            aria-controls={`${id}-panel`}
            label={<PageTitle page={page} form={form} />}
          />
        ))}
        {more !== undefined && (
          <Tab id={`${id}-tab-${pages.length}`} aria-controls={`${id}-panel`} label={more.title} />
        )}
      </Tabs>
      <section
        id={`${id}-panel`}
        role="tabpanel"
        aria-labelledby={`${id}-tab-${at}`}
        className="settings-page"
        key={at}
      >
        {onMore || shown === undefined ? (
          more?.content
        ) : (
          <Page page={shown} form={form} asker={asker} first={first} opened={opened} />
        )}
      </section>
    </div>
  );
}

function pageIndex(pages: readonly SettingsPage[], first: OperationInput | undefined): number {
  return pages.findIndex(({ sections }) =>
    sections.some(({ inputs }) => inputs.some(({ name }) => name === first?.name)),
  );
}

/** With how many of its settings were changed, and whether one of them cannot be sent. */
function PageTitle(props: { readonly page: SettingsPage; readonly form: SettingsForm }) {
  const { page, form } = props;
  const names = page.sections.flatMap(({ inputs }) => inputs.map(({ name }) => name));
  const changed = names.filter((name) => Object.hasOwn(form.edits, name)).length;
  const wrong = names.some((name) => form.complaints.has(name));
  return (
    <span className="settings-tab">
      <span className="ellipsis">{inWords(page.title)}</span>
      {changed > 0 && (
        <span
          className={wrong ? 'settings-count settings-wrong' : 'settings-count'}
          title={t('settings.changes', { count: changed })}
        >
          {changed}
        </span>
      )}
    </span>
  );
}

function Page(props: {
  readonly page: SettingsPage;
  readonly form: SettingsForm;
  readonly asker: Asker | undefined;
  readonly first: OperationInput | undefined;
  /** The dialog was just opened: the keyboard is in its field. */
  readonly opened: boolean;
}): ReactElement {
  const { page, form, asker, first, opened } = props;
  const panel = useRef<HTMLDivElement>(null);
  // The field that the dialog was opened for may stand far below.
  useEffect(() => {
    panel.current?.querySelector('[data-first="true"]')?.scrollIntoView({ block: 'nearest' });
  }, []);
  const inputs = page.sections.flatMap((section) => section.inputs);
  const focused =
    inputs.find(({ name, refused }) => name === first?.name && refused === undefined) ??
    (first === undefined ? inputs.find(({ refused }) => refused === undefined) : undefined);
  return (
    <div ref={panel}>
      {page.sections.map((section) => (
        <div key={section.inputs[0]?.name} className="settings-section">
          {section.title !== undefined && <h3>{inWords(section.title)}</h3>}
          <div className="settings-fields">
            {section.inputs.map((input) => (
              <div
                key={input.name}
                data-first={input.name === first?.name}
                className={isWide(input) ? 'settings-wide' : undefined}
              >
                <SettingsField
                  form={form}
                  input={input}
                  asker={asker}
                  focus={opened && input.name === focused?.name}
                />
              </div>
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

function isWide(input: OperationInput): boolean {
  return input.type === 'text' && input.multiline === true;
}
