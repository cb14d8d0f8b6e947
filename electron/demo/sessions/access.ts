import { isA } from '../api/model.ts';
import { isBelow } from '../collector/path.ts';
import type { Managed } from '../estate/entity.ts';
import type { User } from './demo-session.ts';

/** A rule that takes something away from users. */
export interface Denial {
  /** Whom it concerns; everybody when unset. */
  readonly user?: string;
  /** Type of the objects (or a base of it); every object when unset. */
  readonly type?: string;
  /** One object. */
  readonly id?: string;
  /** A property with all below it: reading it gives a missingSet entry with NoPermission. */
  readonly path?: string;
  /** A privilege, `VirtualMachine.Interact.PowerOff`: calling a method that needs it is NoPermission. */
  readonly privilege?: string;
}

const readPrivileges = new Set(['System.Anonymous', 'System.View', 'System.Read']);

/** Whether a permission gives a user a privilege on an object. */
export type Grants = (user: User, object: Managed, privilege: string) => boolean | undefined;

/** Who may do what: administrators everything, read-only users only look, minus what was denied on request. */
export class Access {
  readonly denials: Denial[] = [];
  readonly #granted: Grants;

  /** @param granted what permissions say; undefined where none was given, and the kind of user counts */
  constructor(granted: Grants = () => undefined) {
    this.#granted = granted;
  }

  mayCall(user: User, object: Managed, privilege: string): boolean {
    const usual = !user.readOnly || readPrivileges.has(privilege);
    if (!(this.#granted(user, object, privilege) ?? usual)) {
      return false;
    }
    return !this.denials.some(
      (denial) => denial.privilege === privilege && concerns(denial, user, object),
    );
  }

  mayRead(user: User, object: Managed, path: string): boolean {
    return !this.denials.some(
      (denial) =>
        denial.path !== undefined && isBelow(path, denial.path) && concerns(denial, user, object),
    );
  }
}

function concerns(denial: Denial, user: User, object: Managed): boolean {
  return (
    (denial.user === undefined || denial.user === user.name) &&
    (denial.id === undefined || denial.id === object.id) &&
    (denial.type === undefined || isA(object.type, denial.type))
  );
}
