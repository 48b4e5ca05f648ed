/** Trouble on order: what should go wrong at which call of which endpoint. */

export interface Fault {
  /** `POST /open-apis/im/v1/messages`, as the calls list names it; `*` = any endpoint. */
  readonly endpoint: string;
  /** The first call it strikes, counted from the moment it is set; 1 = the next one. */
  readonly nth?: number;
  /** How many calls in a row it strikes; default 1. */
  readonly times?: number;
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
}

export interface FaultPlan {
  add(fault: Fault): void;
  clear(): void;
  list(): Fault[];
  /** Counts a call of the endpoint and returns the fault that strikes it. */
  strike(endpoint: string): Fault | undefined;
}

export function createFaultPlan(): FaultPlan {
  let planned: { readonly fault: Fault; seen: number }[] = [];

  const first = ({ nth }: Fault): number => nth ?? 1;
  const last = (fault: Fault): number => first(fault) + (fault.times ?? 1) - 1;

  return {
    add: (fault) => planned.push({ fault, seen: 0 }),
    clear: () => {
      planned = [];
    },
    list: () => planned.map(({ fault }) => fault),
    strike: (endpoint) => {
      const concerned = planned.filter(({ fault }) => fault.endpoint === endpoint || fault.endpoint === '*');
      for (const plan of concerned) plan.seen += 1;
      planned = planned.filter(({ fault, seen }) => seen < last(fault));
      return concerned.find(({ fault, seen }) => seen >= first(fault) && seen <= last(fault))?.fault;
    },
  };
}
