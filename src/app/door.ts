/**
 * @module Who is let in: people of the tenants and departments that may use the bot, and nobody too often. It is asked
 * beside the turn's own round trips, and of whoever is refused nothing is kept but her departments, for a while.
 */
import type { Answer, Envelope } from '../feishu/port.ts';
import type { PersonId } from '../flow/model.ts';
import type { Store } from '../store/port.ts';
import type { Log } from './log.ts';

/** `unknown`: her departments could not be looked up just now. `first`: she has not been told of it yet. */
export type Admission =
  | { readonly in: true }
  | { readonly in: false; readonly why: 'outside' | 'often' | 'unknown'; readonly first: boolean };

/** The same envelope gets the same answer, however often it is asked. Never rejects for what the platform does. */
export type Door = (envelope: Envelope) => Promise<Admission>;

export interface DoorParts {
  readonly store: Pick<Store, 'admit' | 'keepDepartments'>;
  /** Tenants whose people are let in; none = those of the tenant that the app is installed in. */
  readonly tenants: readonly string[];
  /** Ids of departments; people below them count. None = everybody. */
  readonly departments: readonly string[];
  /** Her departments and all above them; rejects when they cannot be had. */
  readonly departmentsOf: (person: PersonId) => Promise<readonly string[]>;
  readonly now: () => number;
  readonly log: Log;
}

/** Known for longer, they are asked for again; not waited for as long as they are known at all. */
const FRESH_MS = 24 * 3_600_000;

const IN: Admission = { in: true };
const refused = (why: Extract<Admission, { in: false }>['why'], first = true): Admission => ({
  ...{ in: false, why, first },
});

export function createDoor(parts: DoorParts): Door {
  const asked = new WeakMap<Envelope, Promise<Admission>>();
  return (envelope) => {
    const answer = asked.get(envelope) ?? admission(parts, envelope);
    asked.set(envelope, answer);
    return answer;
  };
}

async function admission(parts: DoorParts, { tenant, from = tenant, inbound }: Envelope): Promise<Admission> {
  const { by } = inbound;
  const home = parts.tenants.length === 0 ? from === tenant : parts.tenants.includes(from);
  if (!home) return refused('outside');
  const { taken, first, departments: known } = await parts.store.admit(tenant, by, parts.now());
  if (!taken) return refused('often', first);
  if (parts.departments.length === 0) return IN;
  const look = () => lookUp(parts, tenant, by);
  if (known !== undefined && parts.now() - known.at > FRESH_MS) void look();
  const hers = known?.ids ?? (await look());
  if (hers === undefined) return refused('unknown');
  return hers.some((id) => parts.departments.includes(id)) ? IN : refused('outside');
}

async function lookUp(
  { store, departmentsOf, now, log }: DoorParts,
  tenant: string,
  person: PersonId,
): Promise<readonly string[] | undefined> {
  try {
    const ids = await departmentsOf(person);
    await store.keepDepartments(tenant, person, { ids, at: now() });
    return ids;
  } catch (cause) {
    log.error({ err: cause }, 'departments of a person could not be looked up (scope, or platform down)');
    return undefined;
  }
}

const SAID: Readonly<Record<Extract<Admission, { in: false }>['why'], string>> = {
  outside: '这个助手只给本单位指定的部门用。您要用的话，请找单位的管理员。',
  often: '消息太多，刚才这些没有处理。请过半分钟，再发一次。',
  unknown: '暂时查不到您所在的部门，请过几分钟再试；一直这样，请找单位的管理员。',
};

/** What she is told: a toast on a click; one sentence to a message, if she has not had it yet. */
export function turnedAway(
  { group, inbound }: Envelope,
  { why, first }: Extract<Admission, { in: false }>,
): Answer & { readonly say?: string } {
  const text = SAID[why];
  if (inbound.type === 'click') return { toast: { kind: 'warning', text } };
  const spoken = inbound.type === 'text' || inbound.type === 'other' || inbound.type === 'menu';
  return first && spoken && !group ? { say: text } : {};
}
