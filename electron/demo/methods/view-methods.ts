import { isManagedType } from '../api/model.ts';
import { Entity } from '../estate/entity.ts';
import type { Managed } from '../estate/entity.ts';
import type { Call, Handlers } from '../server/call.ts';
import { findObject, sessionOf } from '../server/call.ts';
import { invalidArgument, notFound } from '../wire/fault.ts';
import type { Reference } from '../wire/value.ts';
import { ContainerView, ListView } from '../views/view.ts';
import type { View } from '../views/view.ts';

/** ViewManager and the views. */

function keep<T extends View>(call: Call, view: T): T {
  const session = sessionOf(call);
  session.views.add(view);
  session.objects.set(view.id, view);
  return view;
}

function createContainerView(call: Call): View {
  const container = findObject(call.world, call.session, call.args.container as Reference);
  if (container === undefined) {
    throw notFound(call.args.container as Reference);
  }
  if (!(container instanceof Entity)) {
    throw invalidArgument('container');
  }
  const types = (call.args.type ?? []) as readonly string[];
  if (!types.every(isManagedType)) {
    throw invalidArgument('type');
  }
  const recursive = call.args.recursive === true;
  return keep(call, new ContainerView(sessionOf(call).newId(), { container, types, recursive }));
}

/** The objects of a list, and the references that lead nowhere. */
function resolve(call: Call, list: unknown): { objects: Managed[]; unresolved: Reference[] } {
  const objects: Managed[] = [];
  const unresolved: Reference[] = [];
  for (const reference of (list ?? []) as readonly Reference[]) {
    const object = findObject(call.world, call.session, reference);
    if (object === undefined) {
      unresolved.push(reference);
    } else {
      objects.push(object);
    }
  }
  return { objects, unresolved };
}

export const viewManagerMethods: Handlers = {
  CreateContainerView: createContainerView,
  CreateListView: (call) =>
    keep(call, new ListView(sessionOf(call).newId(), resolve(call, call.args.obj).objects)),
};

export const viewMethods: Handlers<View> = {
  DestroyView: (call) => {
    const session = sessionOf(call);
    session.views.delete(call.self);
    session.objects.delete(call.self.id);
    session.viewChanged(call.self);
  },
};

export const listViewMethods: Handlers<ListView> = {
  ModifyListView: (call) => {
    const { objects, unresolved } = resolve(call, call.args.add);
    for (const object of objects) {
      call.self.objects.add(object);
    }
    for (const { id } of (call.args.remove ?? []) as readonly Reference[]) {
      for (const object of call.self.objects) {
        if (object.id === id) {
          call.self.objects.delete(object);
        }
      }
    }
    sessionOf(call).viewChanged(call.self);
    return unresolved;
  },
  ResetListView: (call) => {
    const { objects, unresolved } = resolve(call, call.args.obj);
    call.self.objects.clear();
    for (const object of objects) {
      call.self.objects.add(object);
    }
    sessionOf(call).viewChanged(call.self);
    return unresolved;
  },
};
