/** Trouble on order: what should go wrong at which call of which endpoint. */
import { isDeepStrictEqual } from 'node:util';

export interface Fault {
  /** `POST /open-apis/im/v1/messages`, as the calls list names it; `*` = any endpoint. */
  readonly endpoint: string;
  /** The first call it strikes, counted from the moment it is set; 1 = the next one. */
  readonly nth?: number;
  /** How many calls in a row it strikes; default 1. */
  readonly times?: number;
  /** Instead of `nth` and `times`: strikes every call with this chance, 0 to 1, until the faults are cleared. */
  readonly chance?: number;
  readonly delayMs?: number;
  /** before: the request is never looked at. after: it takes effect, and only its reply is lost or replaced. Default before. */
  readonly when?: 'before' | 'after';
  /** Cut the connection instead of answering. */
  readonly reset?: boolean;
  /** Never answer. */
  readonly hang?: boolean;
  /** Answer with this HTTP status, and … */
  readonly status?: number;
  /** … this code of the platform. A code without a status goes out with HTTP 400. */
  readonly code?: number;
  readonly msg?: string;
  /** Seconds in `x-ogw-ratelimit-reset`; default 1, and only with the status 429. */
  readonly resetSeconds?: number;
}

export interface FaultPlan {
  add(fault: Fault): void;
  /** Takes back the oldest one that is just like this; false when there is none (any more). */
  cancel(fault: Fault): boolean;
  clear(): void;
  list(): Fault[];
  /** Counts a call of the endpoint and returns the fault that strikes it. */
  strike(endpoint: string): Fault | undefined;
}

/** What it does, in a word or two: `429`, `500 after`, `reset`, `hang`, `delay`. */
export function faultName({ status, code, reset, hang, when }: Fault): string {
  const what = reset ? 'reset' : hang ? 'hang' : (code ?? status ?? 'delay');
  return when === 'after' ? `${what} after` : String(what);
}

/** `struck` is told of each call that a fault strikes. */
export function createFaultPlan(random: () => number, struck: (fault: Fault) => void): FaultPlan {
  let planned: { readonly fault: Fault; seen: number }[] = [];

  const first = ({ nth }: Fault): number => nth ?? 1;
  const last = (fault: Fault): number => first(fault) + (fault.times ?? 1) - 1;

  return {
    add: (fault) => planned.push({ fault, seen: 0 }),
    cancel: (unwanted) => {
      const found = planned.find(({ fault }) => isDeepStrictEqual(fault, unwanted));
      planned = planned.filter((plan) => plan !== found);
      return found !== undefined;
    },
    clear: () => {
      planned = [];
    },
    list: () => planned.map(({ fault }) => fault),
    strike: (endpoint) => {
      const concerned = planned.filter(({ fault }) => fault.endpoint === endpoint || fault.endpoint === '*');
      for (const plan of concerned) plan.seen += 1;
      planned = planned.filter(({ fault, seen }) => fault.chance !== undefined || seen < last(fault));
      const striking = concerned.find(({ fault, seen }) =>
        fault.chance === undefined ? seen >= first(fault) && seen <= last(fault) : random() < fault.chance,
      )?.fault;
      if (striking) struck(striking);
      return striking;
    },
  };
}
