import type { ReactElement } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { AlertPanel } from '../features/alerts/alert-panel.tsx';
import { ObjectAlerts } from '../features/alerts/object-alerts.tsx';
import { ConsolePanel } from '../features/console/console-panel.tsx';
import { ExplorerPanel } from '../features/explorer/explorer-panel.tsx';
import { HistoryPanel, ObjectHistory, ServerHistory } from '../features/history/history-panel.tsx';
import { GroupView } from '../features/lists/group-view.tsx';
import { ObjectList } from '../features/lists/object-list.tsx';
import { SearchView } from '../features/lists/search-view.tsx';
import { Counted } from '../features/lists/counted.tsx';
import { ObjectView } from '../features/object/object-view.tsx';
import type { ObjectParts } from '../features/object/object-parts.ts';
import { PropertiesPanel } from '../features/properties/properties-panel.tsx';
import { RelationsPanel } from '../features/relations/relations-panel.tsx';
import { RunsIndicator } from '../features/runs/runs-indicator.tsx';
import { SearchPanel } from '../features/searches/search-panel.tsx';
import { SnapshotsPanel } from '../features/snapshots/snapshots-panel.tsx';
import { StatusBar } from '../features/status/status-bar.tsx';
import { TabBar } from '../features/tabs/tab-bar.tsx';
import { ObjectTasks } from '../features/tasks/object-tasks.tsx';
import { TaskPanel } from '../features/tasks/task-panel.tsx';
import { TreePanel } from '../features/tree/tree-panel.tsx';
import { t } from '../i18n/translate.ts';
import { keepPanel, usePanelOpen } from '../state/workspace/lower-panel.ts';
import { useWorkspace, type Layout } from '../state/workspace/workspace.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { TopBar } from './top-bar.tsx';
import { PanelSwitch } from './panel-switch.tsx';
import './layout.css';
import './panel.css';

const parts: ObjectParts = {
  properties: (address) => <PropertiesPanel address={address} />,
  console: (address) => <ConsolePanel address={address} />,
  snapshots: (address) => <SnapshotsPanel address={address} />,
  relations: (address) => <RelationsPanel address={address} />,
  tasks: (address) => <ObjectTasks address={address} />,
  alerts: (address) => <ObjectAlerts address={address} />,
  history: (of) =>
    typeof of === 'string' ? <ServerHistory connection={of} /> : <ObjectHistory address={of} />,
  api: (connection) => <ExplorerPanel connection={connection} />,
  search: (search) => <SearchView search={search} />,
  group: (group) => <GroupView group={group} />,
  list: (tab, scope) => <ObjectList key={tab} tab={tab} scope={scope} />,
  counted: (scope, render) => <Counted scope={scope} render={render} />,
};

/** Tree at the left, object at the right, tasks below, all of remembered size. */
export function AppLayout(): ReactElement {
  const tasksOpen = usePanelOpen();
  const panel = useWorkspace((state) => state.panel);
  return (
    <div className="app">
      <TopBar />
      <Group
        orientation="vertical"
        className="app-panels"
        defaultLayout={rememberedLayout('rows')}
        onLayoutChanged={(layout) => rememberLayout('rows', layout)}
      >
        <Panel id="upper" minSize={160}>
          <Upper />
        </Panel>
        {tasksOpen && (
          <Separator className="divider divider-row" aria-label={t('panel.resize.tasks')} />
        )}
        {tasksOpen && (
          <Panel id="tasks" defaultSize={210} minSize={90}>
            <div
              className="lower-panel"
              onPointerDownCapture={keepPanel}
              onFocusCapture={keepPanel}
            >
              <ErrorBoundary>
                {panel === 'tasks' && <TaskPanel title={<PanelSwitch />} />}
                {panel === 'alerts' && <AlertPanel title={<PanelSwitch />} />}
                {panel === 'history' && <HistoryPanel title={<PanelSwitch />} />}
              </ErrorBoundary>
            </div>
          </Panel>
        )}
      </Group>
      <StatusBar runs={<RunsIndicator />} />
    </div>
  );
}

function Upper(): ReactElement {
  return (
    <Group
      defaultLayout={rememberedLayout('columns')}
      onLayoutChanged={(layout) => rememberLayout('columns', layout)}
    >
      <Panel
        id="tree"
        defaultSize={340}
        minSize={200}
        maxSize="60%"
        groupResizeBehavior="preserve-pixel-size"
      >
        <ErrorBoundary>
          <TreePanel below={<SearchPanel />} />
        </ErrorBoundary>
      </Panel>
      <Separator className="divider" aria-label={t('panel.resize.tree')} />
      <Panel id="object" minSize={320}>
        <main className="app-main">
          <TabBar />
          <div id="page" className="app-page">
            <ErrorBoundary>
              <ObjectView parts={parts} />
            </ErrorBoundary>
          </div>
        </main>
      </Panel>
    </Group>
  );
}

function rememberedLayout(id: string): Layout | undefined {
  return useWorkspace.getState().layouts[id];
}

/** Layouts with and without the tasks are not mixed: only what names both panels is remembered. */
function rememberLayout(id: string, layout: Layout): void {
  if (Object.keys(layout).length < 2) return;
  const { layouts, set } = useWorkspace.getState();
  set({ layouts: { ...layouts, [id]: layout } });
}
