/** The side API: everything that people, their clients and a test's hand can do, and all there is to see. Not part of Feishu. */
import type { Call, Calls } from '../calls.ts';
import type { Fault, FaultPlan } from '../faults.ts';
import type { Connections, Disturbance } from '../link/connections.ts';
import type { Deliveries, DeliveryView } from '../link/deliveries.ts';
import type { Settings } from '../settings.ts';
import type { Tally } from '../tally.ts';
import {
  addPerson,
  type Change,
  findPerson,
  type Person,
  p2pChat,
  type StoredFile,
  type World,
} from '../world.ts';
import { type ClickContext, type Clicked, clickAs } from './click.ts';
import type { Click, Say } from './inputs.ts';
import { makeGroup, type Said, type SayContext, sayAs } from './say.ts';
import { type MessageView, viewMessage } from './views.ts';
import { type Check, waitFor } from './wait.ts';

export interface PersonView {
  readonly name: string;
  readonly openId: string;
  /** Their one-to-one chat with the bot. */
  readonly chatId: string;
  readonly refuseWith?: number;
}

export interface Info {
  readonly botName: string;
  readonly appId: string;
  /** Clients on the long connection that events can go to. */
  readonly connected: number;
  readonly menu: readonly { readonly key: string; readonly label: string }[];
}

export interface SideApi {
  info(): Info;
  people(): PersonView[];
  /** Adds a person, or changes whether messages to them are refused. */
  setPerson(name: string, refuseWith?: number): PersonView;
  /** Messages of one person's chat or of any chat, oldest first; without either, all there are. */
  transcript(of?: {
    readonly person?: string | undefined;
    readonly chatId?: string | undefined;
  }): MessageView[];
  message(messageId: string): MessageView | undefined;
  say(said: Say): Said;
  /** The person opens the chat with the bot; returns the event_id. */
  enter(person: string): string;
  menu(person: string, key: string): string;
  click(click: Click): Promise<Clicked>;
  /** The sender takes a message back: the bot is told. */
  recall(messageId: string): string;
  /** A person removes a message from the chat: nobody is told, patches fail from then on. */
  remove(messageId: string): void;
  group(name: string, people: readonly string[]): string;
  /** Pushes a past event again, by event_id or message_id. */
  repeat(id: string, newEventId?: boolean): boolean;
  /** Events pushed so far, with tries and acknowledgements. */
  deliveries(): DeliveryView[];
  calls(): Call[];
  counters(): Record<string, number>;
  resetCalls(): void;
  file(key: string): StoredFile | undefined;
  settings(): Settings;
  change(part: Partial<Settings>): Settings;
  fault(fault: Fault): void;
  /** Takes back one fault; false when it has struck for the last time or never was. */
  cancelFault(fault: Fault): boolean;
  clearFaults(): void;
  faults(): Fault[];
  /** Breaks the long connections that are open now, or one of them. */
  disturb(how: Disturbance, one?: boolean): void;
  /** How often each kind of trouble has struck: faults, disturbances, what `unrest` did to events. */
  troubles(): Record<string, number>;
  /** All tenant tokens become invalid. */
  revokeTokens(): void;
  /** What the program makes of a message that a person typed; `explained` is absent where there is nothing to say. */
  explain(messageId: string): { readonly explained?: unknown };
  /** Told of every change; returns the way to stop it. */
  listen(listener: (change: Change) => void): () => void;
  /** Resolves with the first truthy result over all messages; asked again on every change. */
  waitFor<T>(check: Check<T>, timeoutMs?: number): Promise<T>;
}

export interface SideContext extends SayContext, ClickContext {
  readonly appId: string;
  readonly menu: Info['menu'];
  readonly connections: Connections;
  readonly deliveries: Deliveries;
  readonly calls: Calls;
  readonly faults: FaultPlan;
  readonly troubles: Tally;
  readonly revokeTokens: () => void;
  readonly explain: (text: string) => unknown;
}

function viewPerson(world: World, person: Person): PersonView {
  const { name, openId, refuseWith } = person;
  return { name, openId, chatId: p2pChat(world, person).chatId, ...(refuseWith ? { refuseWith } : {}) };
}

export function createSide(context: SideContext): SideApi {
  const { world, events, deliveries, connections, calls, faults, settings, troubles } = context;

  function who(name: string): Person {
    const person = findPerson(world, name);
    if (!person) throw new Error(`nobody is called ${name}`);
    return person;
  }

  function existing(messageId: string) {
    const message = world.messages.get(messageId);
    if (!message) throw new Error(`no message ${messageId}`);
    return message;
  }

  function push(event: Parameters<Deliveries['event']>[0]): string {
    deliveries.event(event);
    return event.header.event_id;
  }

  function transcript(of: { person?: string | undefined; chatId?: string | undefined } = {}): MessageView[] {
    const chatId = of.person === undefined ? of.chatId : p2pChat(world, who(of.person)).chatId;
    const messages = chatId === undefined ? [...world.messages.values()] : world.inChat(chatId);
    return messages.map((message) => viewMessage(world, message));
  }

  function goes(messageId: string, how: 'recalled' | 'deleted'): void {
    existing(messageId).gone = how;
    world.announce({ kind: 'message', messageId });
  }

  return {
    info: () => ({
      botName: context.botName,
      appId: context.appId,
      connected: connections.ready(),
      menu: context.menu,
    }),
    people: () => [...world.people.values()].map((person) => viewPerson(world, person)),
    setPerson: (name, refuseWith) => {
      const person = addPerson(world, name);
      if (refuseWith) person.refuseWith = refuseWith;
      else delete person.refuseWith;
      world.announce({ kind: 'settings' });
      return viewPerson(world, person);
    },
    transcript,
    message: (messageId) => {
      const message = world.messages.get(messageId);
      return message && viewMessage(world, message);
    },
    say: (said) => sayAs(context, who(said.person), said),
    enter: (person) => {
      const chat = p2pChat(world, who(person));
      return push(events.chatEntered(who(person), chat, world.inChat(chat.chatId).at(-1)));
    },
    menu: (person, key) => push(events.menu(who(person), key)),
    click: async (click) => clickAs(context, who(click.as ?? click.person), click),
    recall: (messageId) => {
      goes(messageId, 'recalled');
      return push(events.recalled(existing(messageId)));
    },
    remove: (messageId) => goes(messageId, 'deleted'),
    group: (name, people) => makeGroup(world, name, people.map(who)).chatId,
    repeat: (id, newEventId = false) => deliveries.repeat(id, newEventId),
    deliveries: deliveries.list,
    calls: calls.list,
    counters: calls.counters,
    resetCalls: calls.reset,
    file: (key) => world.files.get(key),
    settings: settings.get,
    change: settings.change,
    fault: faults.add,
    cancelFault: faults.cancel,
    clearFaults: faults.clear,
    faults: faults.list,
    disturb: (how, one = false) => {
      troubles.count(how);
      connections.disturb(how, one);
    },
    troubles: troubles.list,
    revokeTokens: () => {
      troubles.count('tokens revoked');
      context.revokeTokens();
    },
    explain: (messageId) => {
      const { from, type, text } = viewMessage(world, existing(messageId));
      return from === 'person' && type === 'text' ? { explained: context.explain(text) } : {};
    },
    listen: world.listen,
    waitFor: (check, timeoutMs) => waitFor(world, check, timeoutMs),
  };
}
