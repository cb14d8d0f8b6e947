import { Component, type ErrorInfo, type ReactNode } from 'react';
import { t } from '../i18n/translate.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

interface BoundaryState {
  readonly text: string | null;
}

/** Keeps a fault of one part of the window from taking the others along. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { text: null };

  static getDerivedStateFromError(thrown: unknown): BoundaryState {
    return { text: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
  }

  override componentDidCatch(_thrown: Error, info: ErrorInfo): void {
    this.setState(({ text }) => ({ text: `${text ?? ''}\n${info.componentStack ?? ''}` }));
  }

  override render(): ReactNode {
    const { text } = this.state;
    if (text === null) return this.props.children;
    return (
      <EmptyState icon="alert" title={t('app.crashed')} text={t('app.crashed.help')}>
        <pre className="mono selectable ellipsis">{text.split('\n', 1)[0]}</pre>
        <CopyButton text={text} label={t('common.copyDetails')} />
      </EmptyState>
    );
  }
}
